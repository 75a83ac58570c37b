"""Numbers, codes and verdicts."""

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.letters import rules
from kanim.letters.rules import Findings, verdict_of


def test_number_has_prefix_classification_and_sequence() -> None:
    number = rules.number_text(prefix="WIM.19.IMI.1", classification="GR.02.01", sequence=27)
    assert number == "WIM.19.IMI.1-GR.02.01-27"
    assert rules.file_name("WIM.19/GR.02 TAHUN 2026") == "WIM.19-GR.02-TAHUN-2026.pdf"


def test_tokens_are_long_and_without_signs_that_look_alike() -> None:
    tokens = {rules.token_make(secrets.choice) for _ in range(500)}
    assert len(tokens) == 500
    assert all(len(token) == 16 and not set(token) & set("01OIL") for token in tokens)


@given(st.text(rules.CODE_SIGNS, min_size=16, max_size=16))
def test_a_token_is_read_as_it_is_printed(token: str) -> None:
    assert rules.token_normal(rules.token_grouped(token).lower()) == token
    assert rules.mark_read(b"\x00(" + rules.mark_text(token).encode() + b")") == token


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "ABCD-EFGH-JKMN-PQR0", "x" * 40, "ABCDEFGHJKMNPQRST"]
)
def test_what_is_no_token_is_empty(typed: str) -> None:
    assert rules.token_normal(typed) == ""


def test_pdf_is_known_by_its_content() -> None:
    assert rules.looks_like_pdf(b"%PDF-1.7\n...\n%%EOF\n")
    assert not rules.looks_like_pdf(b"<html>%%EOF")
    assert not rules.looks_like_pdf(b"%PDF-1.7 cut short")


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (Findings(known=False), "unknown"),
        (Findings(known=True, same=False, intact=True), "altered"),
        (Findings(known=True, same=True, intact=False), "altered"),
        (Findings(known=True, same=True, intact=True), "valid"),
        (Findings(known=True, same=True, intact=True, revoked=True), "revoked"),
        (Findings(known=True, same=False, intact=True, revoked=True), "altered"),
        (Findings(known=True, same=True, signed=False), "valid"),
        (Findings(known=True, same=False, signed=False), "altered"),
    ],
)
def test_verdict(found: Findings, verdict: str) -> None:
    assert verdict_of(found) == verdict
