"""Small readers that turn plain YAML values into the words of the schema.

Every reader takes a `Place`, so that an error can say in which file and row it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal, TypeVar, cast

from kanim.sop.schema import Call, Duration, DurationUnit, Finish, Goto, Next, Target, Text

_DURATION = re.compile(r"(\d+) (min|h|d|wd|mo)")
T = TypeVar("T")


class UnableToLoadSop(Exception):
    """A catalogue file says something that an SOP cannot say."""

    def __init__(self, file: str, row: str | None, sentence: str) -> None:
        self.file, self.row, self.sentence = file, row, sentence
        where = file if row is None else f"{file}, row {row}"
        super().__init__(f"{where}: {sentence}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the catalogue something stands."""

    file: str
    row: str | None = None

    def in_row(self, label: str) -> Place:
        """The same file, in this row."""
        return replace(self, row=label)

    def error(self, sentence: str) -> UnableToLoadSop:
        """An error at this place, ready to be raised."""
        return UnableToLoadSop(self.file, self.row, sentence)


def mapping(
    value: Any, place: Place, what: str, *, must: Collection[str] = (), may: Collection[str] = ()
) -> Mapping[str, Any]:
    """A mapping with all the keys that it must have and none that it may not."""
    if not isinstance(value, dict):
        raise place.error(f"{what} is a mapping, not {value!r}")
    for key in must:
        if key not in value:
            raise place.error(f"{what} lacks '{key}'")
    for key in value:
        if key not in must and key not in may:
            raise place.error(f"{what} does not know '{key}'")
    return value


def items(value: Any, place: Place, what: str, read: Callable[[Any, Place], T]) -> tuple[T, ...]:
    """A list, each item of it read by ``read``; nothing at all is an empty list."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise place.error(f"{what} is a list, not {value!r}")
    return tuple(read(item, place) for item in value)


def word(value: Any, place: Place) -> str:
    """A string that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise place.error(f"a text is wanted where {value!r} stands")
    return value.strip()


def text(value: Any, place: Place) -> Text:
    """A text in both languages: ``{id: …, en: …}``."""
    pair = mapping(value, place, "a text", must=("id", "en"))
    return Text(id=word(pair["id"], place), en=word(pair["en"], place))


def day(value: Any, place: Place) -> date:
    """A date such as 2026-02-05."""
    if type(value) is not date:
        raise place.error(f"a date such as 2026-02-05 is wanted where {value!r} stands")
    return value


def flag(value: Any, place: Place) -> bool:
    """``true`` or ``false``."""
    if not isinstance(value, bool):
        raise place.error(f"true or false is wanted where {value!r} stands")
    return value


def duration(value: Any, place: Place) -> Duration:
    """A length of time: a number and one of min, h, d, wd (working days), mo."""
    match = _DURATION.fullmatch(str(value))
    if match is None:
        raise place.error(f"'{value}' is no length of time; write it like '5 min' or '4 wd'")
    return Duration(int(match[1]), cast("DurationUnit", match[2]))


def standard(value: Any, place: Place) -> Duration | Literal["day"]:
    """The standard time of a row: a length of time, or ``day`` for "1 hari"."""
    return "day" if value == "day" else duration(value, place)


def direct_target(value: Any, place: Place) -> Next | Goto | Finish:
    """``next``, the id of a step, or ``end NAME``."""
    words = word(value, place).split()
    match words:
        case ["next"]:
            return Next()
        case ["end", name]:
            return Finish(name)
        case [step]:
            return Goto(step)
    raise place.error(f"'{value}' is no target; write 'next', the id of a step, or 'end NAME'")


def jump(value: Any, place: Place) -> Goto | Finish:
    """The id of a step, or ``end NAME``."""
    target = direct_target(value, place)
    if isinstance(target, Next):
        raise place.error("a passed deadline leads to a step or an end, not to 'next'")
    return target


def target(value: Any, place: Place) -> Target:
    """Where an outcome leads: a direct target, or ``{call: SOP, then: {END: target}}``."""
    if not isinstance(value, dict):
        return direct_target(value, place)
    call = mapping(value, place, "a call", must=("call", "then"))
    then = mapping(call["then"], place, "'then' of a call", may=call["then"] or ())
    return Call(
        sop=str(call["call"]),
        then=tuple((end, direct_target(where, place)) for end, where in then.items()),
    )
