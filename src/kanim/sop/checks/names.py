"""Ids and texts: unique, usable in XML, in both languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from kanim.sop.checks.problems import Problem, problem
from kanim.sop.schema import Row, Sop, Text

_NCNAME = re.compile(r"[A-Za-z_][\w.-]*")
_RESERVED = ("start", "end_", "after_", "call_", "deadline_", "timer_", "flow_", "lane_", "sop_")


def name_problems(sop: Sop) -> Iterator[Problem]:
    """Ids that stand twice or cannot be ids."""
    rows = Counter(row.label for row in sop.rows)
    steps = Counter(step.id for step in sop.steps)
    ends = Counter(end.name for end in sop.ends)
    for what, counted in (("row", rows), ("step", steps), ("end", ends)):
        for name, count in counted.items():
            if count > 1:
                yield problem(sop, f"the {what} '{name}' stands {count} times")
    for row in sop.rows:
        for step in row.steps:
            if sentence := _unusable(step.id):
                yield problem(sop, sentence, row)
    for end in sop.ends:
        if not _NCNAME.fullmatch(end.name):
            yield problem(sop, f"'{end.name}' cannot be the name of an end; use letters and '_'")


def _unusable(step_id: str) -> str | None:
    if not _NCNAME.fullmatch(step_id):
        return f"'{step_id}' cannot be the id of a step; use letters, digits and '_'"
    if step_id.startswith(_RESERVED):
        return f"'{step_id}' cannot be the id of a step; the diagram uses ids that begin so"
    return None


def text_problems(sop: Sop) -> Iterator[Problem]:
    """Texts that lack a language."""
    for row in sop.rows:
        yield from _text_problems(sop, row, row)
    for part in (sop.title, sop.identity, sop.ends):
        yield from _text_problems(sop, part, None)


def _text_problems(sop: Sop, part: object, row: Row | None) -> Iterator[Problem]:
    for text in _texts(part):
        for language in ("id", "en"):
            if not text.in_language(language).strip():
                other = text.id or text.en
                yield problem(sop, f"a text lacks the language '{language}' ('{other}')", row)


def _texts(part: object) -> Iterator[Text]:
    if isinstance(part, Text):
        yield part
    elif isinstance(part, tuple):
        for item in part:
            yield from _texts(item)
    elif is_dataclass(part):
        for field in fields(part):
            yield from _texts(getattr(part, field.name))
