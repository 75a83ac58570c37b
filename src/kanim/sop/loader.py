"""Read one catalogue file into a typed `Sop`.

The form of a file is described in README.md beside this file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

from kanim.sop import reading, yamlfile
from kanim.sop.reading import Place, UnableToLoadSop
from kanim.sop.schema import (
    Deadline,
    EarlyWarning,
    End,
    Identity,
    NotBefore,
    Responsible,
    Result,
    Row,
    Sop,
    Source,
    Step,
    Text,
)

__all__ = ["UnableToLoadSop", "load_sop", "load_texts"]

STEP_KEYS = ("lane", "title", "aside", "sitting", "deadline", "not_before", "routes")
IDENTITY_DATES = ("made", "revised", "effective")


def load_sop(path: Path) -> Sop:
    """The SOP in this file; UnableToLoadSop says what is wrong with it."""
    place = Place(f"{path.parent.name}/{path.name}")
    try:
        content = yamlfile.read(path)
    except yamlfile.UnableToReadYaml as error:
        raise place.error(str(error)) from error
    return _sop(content, path.parent.name, yamlfile.digest(content), place)


def load_texts(path: Path) -> dict[str, Text]:
    """A file of words in both languages, by code (lanes.yaml, units.yaml, outcomes.yaml)."""
    place = Place(path.name)
    try:
        content = yamlfile.read(path)
    except yamlfile.UnableToReadYaml as error:
        raise place.error(str(error)) from error
    words = reading.mapping(content, place, "the file", may=content or ())
    return {code: reading.text(text, place) for code, text in words.items()}


def _sop(content: Any, short: str, digest: str, place: Place) -> Sop:
    must = ("number", "version", "title", "unit", "lanes", "responsible", "rows", "ends", "finish")
    may = ("source", "legal", "related", "identity")
    top = reading.mapping(content, place, "an SOP", must=must, may=may)
    return Sop(
        number=reading.word(top["number"], place),
        short=short,
        version=reading.day(top["version"], place),
        title=reading.text(top["title"], place),
        unit=reading.word(top["unit"], place),
        source=cast("Source", _one_of(get_args(Source), top.get("source", "sheet"), place)),
        lanes=reading.items(top["lanes"], place, "'lanes'", reading.word),
        responsible=_responsible(top["responsible"], place),
        rows=reading.items(top["rows"], place, "'rows'", _row),
        ends=_ends(top["ends"], place),
        finish=reading.word(top["finish"], place),
        legal=reading.items(top.get("legal"), place, "'legal'", reading.word),
        related=reading.items(top.get("related"), place, "'related'", reading.word),
        identity=_identity(top.get("identity", {}), place),
        digest=digest,
    )


def _one_of(choices: tuple[str, ...], value: Any, place: Place) -> str:
    if value not in choices:
        raise place.error(f"'{value}' is none of {', '.join(choices)}")
    return str(value)


def _responsible(value: Any, place: Place) -> Responsible:
    pair = reading.mapping(value, place, "'responsible'", must=("product", "activity"))
    return Responsible(
        product=reading.word(pair["product"], place),
        activity=reading.items(pair["activity"], place, "'activity'", reading.word),
    )


def _identity(value: Any, place: Place) -> Identity:
    lists, sentences = ("qualifications", "equipment"), ("warning", "recording")
    may = (*IDENTITY_DATES, "approved_by", *lists, *sentences)
    given = reading.mapping(value, place, "'identity'", may=may)
    fields: dict[str, Any] = {}
    for key, entry in given.items():
        if entry is None:
            continue
        if key in lists:
            fields[key] = reading.items(entry, place, f"'{key}'", reading.text)
        elif key in sentences:
            fields[key] = reading.text(entry, place)
        elif key in IDENTITY_DATES:
            fields[key] = reading.day(entry, place)
        else:
            fields[key] = reading.word(entry, place)
    return Identity(**fields)


def _ends(value: Any, place: Place) -> tuple[End, ...]:
    ends = reading.mapping(value, place, "'ends'", may=value or ())
    return tuple(_end(name, entry, place) for name, entry in ends.items())


def _end(name: str, value: Any, place: Place) -> End:
    what = f"the end '{name}'"
    end = reading.mapping(value, place, what, must=("title", "result"), may=("then",))
    return End(
        name=name,
        title=reading.text(end["title"], place),
        result=cast("Result", _one_of(get_args(Result), end["result"], place)),
        then=reading.items(end.get("then"), place, "'then'", reading.word),
    )


def _row(value: Any, place: Place) -> Row:
    must = ("row", "lane", "title", "steps")
    row = reading.mapping(
        value, place, "a row", must=must, may=("standard", "needs", "gives", "remark")
    )
    label, lane = str(row["row"]), reading.word(row["lane"], place)
    place = place.in_row(label)
    return Row(
        label=label,
        lane=lane,
        title=reading.text(row["title"], place),
        steps=tuple(_step(entry, lane, place) for entry in row["steps"] or ()),
        standard=reading.standard(row["standard"], place) if "standard" in row else None,
        needs=reading.items(row.get("needs"), place, "'needs'", reading.text),
        gives=reading.items(row.get("gives"), place, "'gives'", reading.text),
        remark=reading.text(row["remark"], place) if "remark" in row else None,
    )


def _step(value: Any, lane: str, place: Place) -> Step:
    if not isinstance(value, dict) or not value:
        raise place.error("a step begins with its id and activity, like 'pay: payments.settle'")
    step_id = str(next(iter(value)))
    if step_id in STEP_KEYS:
        raise place.error(f"a step begins with its id and activity, not with '{step_id}'")
    keys = reading.mapping(value, place, f"the step '{step_id}'", must=(step_id,), may=STEP_KEYS)
    routes = keys.get("routes", {})
    routes = reading.mapping(routes, place, f"'routes' of '{step_id}'", may=routes or ())
    return Step(
        id=step_id,
        activity=reading.word(keys[step_id], place),
        lane=reading.word(keys.get("lane", lane), place),
        title=reading.text(keys["title"], place) if "title" in keys else None,
        routes=tuple((name, reading.target(where, place)) for name, where in routes.items()),
        aside=reading.flag(keys.get("aside", False), place),
        sitting=reading.word(keys["sitting"], place) if "sitting" in keys else None,
        deadline=_deadline(keys["deadline"], place) if "deadline" in keys else None,
        not_before=_not_before(keys["not_before"], place) if "not_before" in keys else None,
    )


def _deadline(value: Any, place: Place) -> Deadline:
    may = ("within", "until", "warn", "pauses_on_hold")
    limit = reading.mapping(value, place, "a deadline", must=("else",), may=may)
    if ("within" in limit) == ("until" in limit):
        raise place.error("a deadline has either 'within' or 'until'")
    return Deadline(
        otherwise=reading.jump(limit["else"], place),
        within=reading.duration(limit["within"], place) if "within" in limit else None,
        until=reading.word(limit["until"], place) if "until" in limit else None,
        warnings=reading.items(limit.get("warn"), place, "'warn'", _warning),
        pauses_on_hold=reading.flag(limit.get("pauses_on_hold", True), place),
    )


def _warning(value: Any, place: Place) -> EarlyWarning:
    pair = reading.mapping(value, place, "a warning", must=("before", "then"))
    before = reading.duration(pair["before"], place)
    return EarlyWarning(before=before, consequence=reading.word(pair["then"], place))


def _not_before(value: Mapping[str, Any], place: Place) -> NotBefore:
    pair = reading.mapping(value, place, "'not_before'", must=("after", "wait"))
    wait = reading.duration(pair["wait"], place)
    return NotBefore(after=reading.word(pair["after"], place), wait=wait)
