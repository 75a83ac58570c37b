"""Zones in and out as JSON lines: what `kanim mrz check` reads and writes."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from kanim.icao.dates import PartialDate
from kanim.icao.parsing import parse
from kanim.icao.zone import Value, Zone

_ORDER = (
    "document_code",
    "issuing_state",
    "document_number",
    "nationality",
    "surname",
    "given_names",
    "birth_date",
    "sex",
    "expiry_date",
)


def check_lines(stream: Iterable[str], *, on: date) -> Iterator[dict[str, Any]]:
    """Read one `{"lines": [...]}` a line and yield what each zone says; blank lines are skipped.

    A line that is none is answered with a problem in its place, so that answers and questions
    keep the same order and number.
    """
    for number, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            lines = lines_of(line)
        except UnableToReadLines as error:
            yield _unreadable(f"Line {number}: {error}")
            continue
        yield to_json(parse(lines, on=on))


class UnableToReadLines(ValueError):
    """A line of input is not `{"lines": ["…", "…"]}`."""


def lines_of(line: str) -> list[str]:
    """Take the zone's lines out of one line of JSON."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnableToReadLines("this is not JSON.") from error
    lines = asked.get("lines") if isinstance(asked, dict) else None
    if not isinstance(lines, list) or not all(isinstance(one, str) for one in lines):
        raise UnableToReadLines('write {"lines": ["…", "…"]} with the lines of the zone.')
    return lines


def to_json(zone: Zone) -> dict[str, Any]:
    """Say everything about a zone in what JSON knows.

    `optional` is there in every format with one such element; TD3 has it as `personal_number` too.
    """
    said: dict[str, Any] = {
        "format": zone.format,
        "valid": zone.valid,
        "fields": _fields(zone),
        "checks": zone.checks,
        "problems": [asdict(problem) for problem in zone.problems],
        "doubts": [asdict(doubt) for doubt in zone.doubts],
        "repairs": [asdict(repair) | {"settles": list(repair.settles)} for repair in zone.repairs],
        "raw": {place.name: place.of(zone.text) for place in zone.layout.places}
        if zone.layout
        else {},
    }
    if zone.long_number:
        said["long_number"] = asdict(zone.long_number)
    if zone.layout and zone.arabic_name:
        said["arabic_name"] = zone.arabic_name
    return said


def _fields(zone: Zone) -> dict[str, Any]:
    values = {name: _plain(value) for name, value in zone.values.items()}
    fields = {name: values.pop(name) for name in _ORDER if name in values}
    fields |= values
    if "personal_number" in fields:
        fields["optional"] = fields["personal_number"]
    return fields


def _plain(value: Value) -> str | None:
    return value.isoformat() if isinstance(value, date | PartialDate) else value


def _unreadable(sentence: str) -> dict[str, Any]:
    problem = {"code": "unreadable", "field": "", "sentence": sentence}
    return {"format": None, "valid": False, "fields": {}, "checks": {}, "problems": [problem]}
