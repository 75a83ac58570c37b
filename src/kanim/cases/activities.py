"""The verbs that an SOP may name, and the registry through which the engine finds them.

Domain apps import this module and register their activities; it never imports them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Literal

from django.forms import Form
from django.utils.functional import Promise

from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case, Step
from kanim.office.duty import Duty

Mode = Literal["person", "inline", "message"]
Label = str | Promise


@dataclass(frozen=True, slots=True)
class Context:
    """What an activity is told: the case, its open step, who acts, and the time."""

    case: Case
    step: Step
    duty: Duty
    now: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """What an activity answers: the outcome that decides the route, and a note for the timeline."""

    outcome: str
    note: str = ""


class Activity:
    """One verb that many SOPs share. A subclass says what it needs and what it changes.

    ``mode``: ``person`` shows a form to the lane; ``inline`` is performed by the engine as soon as
    the step opens; ``message`` is finished by a callback or a job.
    """

    code: ClassVar[str]
    title: ClassVar[Label]
    outcomes: ClassVar[Mapping[str, Label]]
    mode: ClassVar[Mode] = "person"
    form_class: ClassVar[type[Form] | None] = None
    template: ClassVar[str] = "cases/panel.html"
    asks_outcome: ClassVar[bool] = True
    purpose: ClassVar[Label] = ""

    def check(self, ctx: Context) -> None:
        """Raise UnableToPerform if this may not happen now."""

    def panel(self, ctx: Context) -> dict[str, Any]:
        """What the step page's template shows beside the form."""
        return {}

    def place(self, ctx: Context) -> str | None:
        """Address of the activity's own pages, if the step page is not enough."""
        return None

    def form(self, ctx: Context, *args: Any, **kwargs: Any) -> Form | None:
        """The form of the step page, bound if data are given."""
        if self.form_class is None:
            return None
        make: Callable[..., Form] = self.form_class
        return make(*args, ctx=ctx, activity=self, **kwargs)

    def on_open(self, ctx: Context) -> None:
        """Called when the step opens, in the same transaction."""

    def perform(self, ctx: Context, form: Form | None) -> Done:
        """Change the domain and say the outcome. Called in the transaction of the step log."""
        raise NotImplementedError

    def only_outcome(self) -> str:
        """The outcome of an activity that has just one; UnableToPerform if it has more."""
        if len(self.outcomes) != 1:
            raise UnableToPerform(f"{self.code} has several outcomes")
        return next(iter(self.outcomes))


Consequence = Callable[[Context], None]
Moment = Callable[[Context], datetime | None]

ACTIVITIES: dict[str, Activity] = {}
CONSEQUENCES: dict[str, Consequence] = {}
MOMENTS: dict[str, Moment] = {}


def register(activity: type[Activity]) -> type[Activity]:
    """Make an activity known to the engine; ValueError if its code is taken."""
    if activity.code in ACTIVITIES:
        raise ValueError(f"activity {activity.code} is registered twice")
    ACTIVITIES[activity.code] = activity()
    return activity


def consequence(code: str) -> Callable[[Consequence], Consequence]:
    """Register what an end or an early warning causes."""
    return lambda function: _once(CONSEQUENCES, code, function)


def moment(code: str) -> Callable[[Moment], Moment]:
    """Register a moment that a deadline may name."""
    return lambda function: _once(MOMENTS, code, function)


def activity_named(code: str) -> Activity:
    """The registered activity; LookupError if an SOP names one that does not exist."""
    try:
        return ACTIVITIES[code]
    except KeyError:
        raise LookupError(f"no activity is called {code}") from None


def _once(registry: dict[str, Any], code: str, function: Any) -> Any:
    if code in registry:
        raise ValueError(f"{code} is registered twice")
    registry[code] = function
    return function
