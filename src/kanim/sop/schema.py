"""What an SOP is: the typed form of one catalogue file.

Pure Python. Everything here is immutable, so that a loaded SOP can be shared by all threads.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

SYSTEM_LANE = "sistem"
"""Lane of steps that no person does: the office's own machine."""

CANCELLED = "cancelled"
"""End of a case that an official cancels before its time: no step leads to it."""

DurationUnit = Literal["min", "h", "d", "wd", "mo"]
Source = Literal["sheet", "derived"]
Result = Literal["granted", "refused", "postponed", "lapsed", "cancelled", "decided"]

SECONDS = {"min": 60, "h": 3600, "d": 86_400}


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in both languages of the office."""

    id: str
    en: str

    def in_language(self, language: str) -> str:
        """The text for a language code such as ``id`` or ``en-gb``; Indonesian if unknown."""
        return self.en if language.startswith("en") else self.id


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as the sheet writes it: ``3 wd`` is three working days."""

    amount: int
    unit: DurationUnit

    @property
    def seconds(self) -> int | None:
        """Clock seconds, or None where the length depends on the calendar (wd, mo)."""
        factor = SECONDS.get(self.unit)
        return None if factor is None else self.amount * factor

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"


@dataclass(frozen=True, slots=True)
class Next:
    """Go on to the following step that is not an aside, or to the SOP's finish."""


@dataclass(frozen=True, slots=True)
class Goto:
    """Go to a step of the same SOP by its id."""

    step: str


@dataclass(frozen=True, slots=True)
class Finish:
    """End the SOP with a named end."""

    end: str


@dataclass(frozen=True, slots=True)
class Call:
    """Do another SOP first; ``then`` says where each of its ends leads."""

    sop: str
    then: tuple[tuple[str, Next | Goto | Finish], ...]


Target = Next | Goto | Finish | Call


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """A consequence that happens some time before a deadline passes."""

    before: Duration
    consequence: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit on an open step.

    Exactly one of ``within`` (counted from the opening of the step) and ``until`` (code of a
    moment that a domain app names, e.g. ``dossier.papers_due``) is set.
    """

    otherwise: Goto | Finish
    within: Duration | None = None
    until: str | None = None
    warnings: tuple[EarlyWarning, ...] = ()
    pauses_on_hold: bool = True


@dataclass(frozen=True, slots=True)
class NotBefore:
    """A step that may not be done until ``wait`` has passed since ``after`` was finished."""

    after: str
    wait: Duration


@dataclass(frozen=True, slots=True)
class Step:
    """What the system does inside a row: one activity by one lane."""

    id: str
    activity: str
    lane: str
    title: Text | None = None
    routes: tuple[tuple[str, Target], ...] = ()
    aside: bool = False
    sitting: str | None = None
    deadline: Deadline | None = None
    not_before: NotBefore | None = None

    def target(self, outcome: str) -> Target:
        """Where an outcome leads; outcomes without a route go on to the next step."""
        return dict(self.routes).get(outcome, Next())


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the official sheet, with the steps that happen inside it."""

    label: str
    lane: str
    title: Text
    steps: tuple[Step, ...]
    standard: Duration | Literal["day"] | None = None
    needs: tuple[Text, ...] = ()
    gives: tuple[Text, ...] = ()
    remark: Text | None = None

    @property
    def standard_seconds(self) -> int | Literal["day"] | None:
        """Hands-on time of the row in seconds; ``day`` for "1 hari"; None where blank."""
        if self.standard is None or self.standard == "day":
            return self.standard
        return self.standard.seconds


@dataclass(frozen=True, slots=True)
class End:
    """A way in which the SOP can end, and what follows from it in the same transaction."""

    name: str
    title: Text
    result: Result
    then: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Responsible:
    """Lanes of the officials who answer for the product and for the activity."""

    product: str
    activity: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """The identification part of the sheet, as printed."""

    made: date | None = None
    revised: date | None = None
    effective: date | None = None
    approved_by: str | None = None
    qualifications: tuple[Text, ...] = ()
    equipment: tuple[Text, ...] = ()
    warning: Text | None = None
    recording: Text | None = None


@dataclass(frozen=True, slots=True)
class Sop:
    """One version of one SOP.

    ``short`` is the handle in commands and calls (``936``, ``bap``); ``number`` the official one.
    ``lanes`` are the executor columns of the sheet, in order; steps may also name the lanes in
    ``responsible``, ``kepala-kantor`` and ``sistem``.
    """

    number: str
    short: str
    version: date
    title: Text
    unit: str
    source: Source
    lanes: tuple[str, ...]
    responsible: Responsible
    rows: tuple[Row, ...]
    ends: tuple[End, ...]
    finish: str
    legal: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    identity: Identity = field(default_factory=Identity)
    digest: str = ""

    @property
    def steps(self) -> tuple[Step, ...]:
        """All steps in sheet order."""
        return tuple(step for row in self.rows for step in row.steps)

    @property
    def columns(self) -> tuple[str, ...]:
        """All lanes that take part, in drawing order: the sheet's, officials, the machine."""
        officials = (*self.responsible.activity, self.responsible.product)
        used = dict.fromkeys(step.lane for step in self.steps)
        order = dict.fromkeys((*self.lanes, *officials, *used))
        rest = [lane for lane in order if lane in used and lane not in (*self.lanes, SYSTEM_LANE)]
        machine = [SYSTEM_LANE] if SYSTEM_LANE in used else []
        return (*self.lanes, *rest, *machine)

    def step(self, step_id: str) -> Step:
        """The step with this id; KeyError if there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def row_of(self, step_id: str) -> Row:
        """The row that holds a step; KeyError if there is none."""
        for row in self.rows:
            if any(step.id == step_id for step in row.steps):
                return row
        raise KeyError(step_id)

    def end(self, name: str) -> End:
        """The end of this name; KeyError if there is none."""
        for end in self.ends:
            if end.name == name:
                return end
        raise KeyError(name)

    def following(self, step_id: str) -> Goto | Finish:
        """What ``next`` means after a step: the following step that is no aside, or the finish."""
        steps = self.steps
        position = [step.id for step in steps].index(step_id)
        for step in steps[position + 1 :]:
            if not step.aside:
                return Goto(step.id)
        return Finish(self.finish)

    @property
    def called(self) -> tuple[str, ...]:
        """Short names of the SOPs that this one calls, each once, in order."""
        found: dict[str, None] = {}
        for step in self.steps:
            for _, target in step.routes:
                if isinstance(target, Call):
                    found[target.sop] = None
        return tuple(found)
