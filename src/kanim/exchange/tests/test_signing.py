from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kanim.exchange.rules import GIVE_UP_AFTER, LONGEST_WAIT, verdict_of, wait_after
from kanim.exchange.signing import TOLERANCE, BadSignature, sign, verify
from kanim.simulators import wire

KEY = "kunci-bersama"
PLACE = {"method": "POST", "path": "/api/x?a=1", "body": b'{"a":1}'}
AT = 1_790_000_000


def signed(**changes):
    return sign(KEY, **{**PLACE, "nonce": "event-0001", "at": AT, **changes})


def test_a_signed_request_is_trusted_and_names_its_nonce() -> None:
    assert verify(KEY, headers=signed(), at=AT + TOLERANCE, **PLACE) == "event-0001"


@pytest.mark.parametrize(
    "change",
    [
        {"method": "PUT"},
        {"path": "/api/x?a=2"},
        {"body": b'{"a":2}'},
        {"at": AT + TOLERANCE + 1},
        {"at": AT - TOLERANCE - 1},
    ],
)
def test_any_change_is_noticed(change) -> None:
    with pytest.raises(BadSignature):
        verify(KEY, headers=signed(), **{**PLACE, "at": AT, **change})


@pytest.mark.parametrize("name", ["Kanim-Timestamp", "Kanim-Nonce", "Kanim-Signature"])
@pytest.mark.parametrize("value", ["", "x", "٣", "v1=00", "1" * 500])
def test_a_broken_header_is_refused_in_words(name, value) -> None:
    with pytest.raises(BadSignature):
        verify(KEY, headers={**signed(), name: value}, at=AT, **PLACE)


def test_another_key_is_refused() -> None:
    with pytest.raises(BadSignature):
        verify("lain", headers=signed(), at=AT, **PLACE)


@given(st.binary(max_size=200), st.text("abcdef0123456789-", min_size=8, max_size=120))
def test_the_simulators_sign_as_kanim_does(body, nonce) -> None:
    theirs = wire.signature(KEY, "POST", "/verify", str(AT), nonce, body)
    ours = sign(KEY, method="POST", path="/verify", body=body, nonce=nonce, at=AT)
    assert ours["Kanim-Signature"] == theirs


def test_waiting_doubles_and_is_bounded() -> None:
    waits = [wait_after(number).total_seconds() for number in range(1, 12)]
    assert waits[:4] == [5, 10, 20, 40]
    assert waits == sorted(waits)
    assert wait_after(GIVE_UP_AFTER) == LONGEST_WAIT


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, "accepted"),
        (201, "accepted"),
        (202, "sent"),
        (0, "again"),
        (500, "again"),
        (503, "again"),
        (401, "again"),
        (429, "again"),
        (400, "failed"),
        (404, "failed"),
        (409, "failed"),
    ],
)
def test_what_an_answer_means(status, verdict) -> None:
    assert verdict_of(status, 1) == verdict


def test_after_two_days_it_is_given_up() -> None:
    assert verdict_of(503, GIVE_UP_AFTER) == "failed"
