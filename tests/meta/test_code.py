"""The shape of the code: short files, no catch-all names, no paths of a machine, no marks of a stub."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

PROJECT = Path(__file__).resolve().parents[2]
SOURCE = PROJECT / "src" / "kanim"
FORBIDDEN = {"utils", "helpers", "common", "manager", "managers", "extras", "misc", "data", "info"}
MODULES = [
    path
    for path in SOURCE.rglob("*.py")
    if "migrations" not in path.parts and "tests" not in path.parts
]


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


def test_files_are_short():
    lengths = {path: lines(path) for path in MODULES if path.name != "__init__.py"}
    assert [str(path) for path, length in lengths.items() if length > 500] == []
    assert median(lengths.values()) < 90


def test_names_say_what_a_thing_is():
    assert [str(path) for path in MODULES if path.stem in FORBIDDEN] == []


def test_nothing_is_unfinished_or_bound_to_a_machine():
    marks = re.compile(r"\b(TODO|FIXME|XXX:|NotImplementedError)\b|/(work|farm|root|tmp)/\w")
    found = [
        f"{path.relative_to(PROJECT)}:{number}"
        for path in MODULES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if marks.search(line) and "raise NotImplementedError" not in line
    ]
    assert found == []


def test_no_template_holds_script_or_style():
    inline = re.compile(r"<script(?![^>]*\ssrc=)|\son\w+=\"|\sstyle=\"|<style")
    found = [
        str(path.relative_to(PROJECT))
        for path in SOURCE.rglob("templates/**/*.html")
        if inline.search(path.read_text()) and "mail" not in path.parts
    ]
    assert found == []
