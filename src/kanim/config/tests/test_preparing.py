"""Making a checkout ready: texts are compiled where they are newer."""

from __future__ import annotations

import gettext
import os

import pytest

from kanim.config import preparing

TEXT = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Good morning"
msgstr "{0}"
"""


@pytest.fixture
def source(monkeypatch, tmp_path):
    folder = tmp_path / "office" / "locale" / "id" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    monkeypatch.setattr(preparing, "SOURCE", tmp_path)
    file = folder / "django.po"
    file.write_text(TEXT.format("Selamat pagi"), encoding="utf-8")
    return file


def said(source) -> str:
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("Good morning")


def test_texts_are_compiled(source):
    preparing.texts_compile()
    assert said(source) == "Selamat pagi"


def test_what_has_changed_is_compiled_again_and_nothing_else(source):
    preparing.texts_compile()
    compiled = source.with_suffix(".mo")
    os.utime(compiled, (1, 1))
    os.utime(source, (0, 0))
    preparing.texts_compile()
    assert compiled.stat().st_mtime == 1, "it was newer than its source"
    source.write_text(TEXT.format("Assalamualaikum"), encoding="utf-8")
    preparing.texts_compile()
    assert said(source) == "Assalamualaikum"
