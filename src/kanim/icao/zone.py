"""What was read: the values, checks, problems, doubts and repairs of one machine readable zone."""

from dataclasses import dataclass
from datetime import date

from kanim.icao import findings, repairs
from kanim.icao.arabic import to_script
from kanim.icao.check_digits import FILLER
from kanim.icao.dates import MrzDate, birth_date_of, expiry_date_of
from kanim.icao.findings import Finding
from kanim.icao.layouts import Format, Layout
from kanim.icao.long_numbers import LongNumber
from kanim.icao.names import split_name
from kanim.icao.repairs import Repair
from kanim.icao.states import PRINTED

Value = str | MrzDate | None

_SEX = {"M": "M", "F": "F", FILLER: "X"}


@dataclass(frozen=True, slots=True)
class Field:
    """One data element as read: its value, its raw characters, and how far to trust them."""

    name: str
    value: Value
    raw: str
    # None: no check digit of its own.
    passed: bool | None
    problems: tuple[Finding, ...]
    doubts: tuple[Finding, ...]
    repairs: tuple[Repair, ...]


class Zone:
    """One machine readable zone, read by ICAO Doc 9303 parts 3 to 7. Made by `parse`."""

    __slots__ = (
        "_doubts",
        "_problems",
        "_repairs",
        "layout",
        "lines",
        "long_number",
        "on",
        "passed",
        "text",
        "well_formed",
    )

    def __init__(
        self,
        *,
        layout: Layout | None,
        lines: tuple[str, ...],
        text: str,
        on: date,
        passed: tuple[bool, ...],
        long_number: LongNumber | None,
        well_formed: bool,
    ) -> None:
        """Keep what `parse` found."""
        self.layout = layout
        self.lines = lines
        self.text = text
        self.on = on
        self.passed = passed
        self.long_number = long_number
        self.well_formed = well_formed
        self._problems: tuple[Finding, ...] | None = None
        self._doubts: tuple[Finding, ...] | None = None
        self._repairs: tuple[Repair, ...] | None = None

    @property
    def format(self) -> Format | None:
        """Which of the five formats; None when the size of the lines is of none."""
        return self.layout.format if self.layout else None

    @property
    def valid(self) -> bool:
        """Tell whether nothing in the zone contradicts ICAO Doc 9303; doubts are allowed."""
        return (
            self.well_formed
            and False not in self.passed
            and self.raw("issuing_state") in PRINTED
            and self.raw("nationality") in PRINTED
            and self.birth_date is not None
            and self.expiry_date is not None
            and self.raw("name").strip(FILLER) != ""
            and self.raw("document_number").strip(FILLER) != ""
        )

    @property
    def checks(self) -> dict[str, bool]:
        """Say of each check digit of the format whether it is right."""
        if self.layout is None:
            return {}
        return {check.name: ok for check, ok in zip(self.layout.checks, self.passed, strict=True)}

    @property
    def problems(self) -> tuple[Finding, ...]:
        """Say what contradicts ICAO Doc 9303; empty exactly when the zone is valid."""
        if self._problems is None:
            self._problems = tuple(findings.problems_of(self))
        return self._problems

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """Say what ICAO Doc 9303 allows and an officer should still look at."""
        if self._doubts is None:
            self._doubts = tuple(findings.doubts_of(self))
        return self._doubts

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """Suggest changes of one character each that would settle a problem; none is applied."""
        if self._repairs is None:
            self._repairs = tuple(repairs.repairs_of(self))
        return self._repairs

    def raw(self, name: str) -> str:
        """Give the characters of a data element as printed, fillers included."""
        place = self.layout.by_name.get(name) if self.layout else None
        return self.text[place.start : place.stop] if place else ""

    def _plain(self, name: str) -> str:
        return self.raw(name).replace(FILLER, " ").strip()

    @property
    def document_code(self) -> str:
        """P for a passport, V for a visa, A, C or I for a card, and the issuer's second letter."""
        return self._plain("document_code")

    @property
    def issuing_state(self) -> str:
        """Code of the issuing state or organisation (part 3, section 5)."""
        return self._plain("issuing_state")

    @property
    def nationality(self) -> str:
        """Code of the holder's nationality (part 3, section 5)."""
        return self._plain("nationality")

    @property
    def document_number(self) -> str:
        """Document number, a long one (parts 5 and 6) put together."""
        return self.long_number.number if self.long_number else self._plain("document_number")

    @property
    def name(self) -> tuple[str, str]:
        """Primary and secondary identifier; who has no surname has only the primary."""
        return split_name(self.raw("name"))

    @property
    def surname(self) -> str:
        """Primary identifier (part 3, section 4.6)."""
        return self.name[0]

    @property
    def given_names(self) -> str:
        """Secondary identifier, empty when there is none (part 3, section 4.6)."""
        return self.name[1]

    @property
    def arabic_name(self) -> str | None:
        """Name in Arabic script when it was transliterated letter for letter (part 3, table C)."""
        return to_script(self.raw("name"))

    @property
    def birth_date(self) -> MrzDate | None:
        """Date of birth; None when there is no such day."""
        return birth_date_of(self.raw("birth_date"), self.on)

    @property
    def expiry_date(self) -> MrzDate | None:
        """Last day on which the document may be used; None when there is no such day."""
        return expiry_date_of(self.raw("expiry_date"), self.on)

    @property
    def sex(self) -> str:
        """M, F, or X for unspecified, as the visual zone prints it; empty when it is none."""
        return _SEX.get(self.raw("sex"), "")

    def optional(self, name: str = "optional") -> str:
        """Read an element that is the issuer's own: optional(1, 2) or personal_number."""
        return self._plain(name)

    def value(self, name: str) -> Value:
        """Read one data element by the name that its layout gives it."""
        if name in _PROPERTIES:
            value: Value = getattr(self, name)
            return value
        return self._plain(name)

    @property
    def values(self) -> dict[str, Value]:
        """Read every data element, in the order of the layout."""
        found: dict[str, Value] = {}
        for place in self.layout.places if self.layout else ():
            if place.name == "name":
                found["surname"], found["given_names"] = self.name
            else:
                found[place.name] = self.value(place.name)
        return found

    @property
    def fields(self) -> dict[str, Field]:
        """Say of every data element its value, raw characters, check, problems and repairs."""
        checks = self.checks
        return {
            name: Field(
                name,
                value,
                self.raw(name) or self.raw("name"),
                checks.get(name),
                _of(self.problems, name),
                _of(self.doubts, name),
                tuple(repair for repair in self.repairs if _same(repair.field, name)),
            )
            for name, value in self.values.items()
        }


_PROPERTIES = frozenset({"document_number", "birth_date", "expiry_date", "sex"})
_NAMES = frozenset({"surname", "given_names"})


def _same(field: str, name: str) -> bool:
    return field == name or (field == "name" and name in _NAMES)


def _of(found: tuple[Finding, ...], name: str) -> tuple[Finding, ...]:
    return tuple(finding for finding in found if _same(finding.field, name))
