"""Valid rows for tests of exchange and of the apps above it: invented SOPs, run for real."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.forms import Form

from kanim.accounts.models import User
from kanim.cases.activities import ACTIVITIES, Activity, Context, Done
from kanim.cases.models import Case, Step
from kanim.cases.services import case_open
from kanim.exchange.services import dispatch_queue
from kanim.office.duty import Duty, duty_of
from kanim.office.models import Office
from kanim.office.tests.factories import office_make, officer_make, user_make
from kanim.sop import catalog

CONSIGNMENTS = Path(__file__).parent / "catalog"
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)

__all__ = ["NOW", "office_make", "officer_make", "user_make"]


class Serve(Activity):
    """A person does something."""

    code = "visits.serve"
    title = "Serve"
    outcomes = {"done": "Done"}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        return Done("done")


class Transmit(Activity):
    """Sends the case to the centre and waits for its result."""

    code = "visits.transmit"
    title = "Transmit"
    outcomes = {"accepted": "Accepted", "problem": "Problem"}
    mode = "message"

    def on_open(self, ctx: Context) -> None:
        key = f"transmit-{ctx.step.pk:08d}"
        dispatch_queue(
            system="centre",
            key=key,
            path="/applications",
            payload={"key": key, "case": ctx.case.number, "name": ctx.case.title},
            case=ctx.case,
            step=ctx.step,
            now=ctx.now,
        )


@contextmanager
def invented(
    directory: Path = CONSIGNMENTS, activities: Mapping[str, Activity] | None = None
) -> Iterator[None]:
    """An invented catalogue in place of the office's, with its activities."""
    kept, before = catalog.DIRECTORY, dict(ACTIVITIES)
    catalog.DIRECTORY = directory
    ACTIVITIES.update({"visits.serve": Serve(), "visits.transmit": Transmit()})
    ACTIVITIES.update(activities or {})
    try:
        yield
    finally:
        catalog.DIRECTORY = kept
        ACTIVITIES.clear()
        ACTIVITIES.update(before)


def duty(user: User, now: datetime) -> Duty:
    return duty_of(user, today=now.date())


def officer_duty(
    office: Office, now: datetime, *permissions: str, lanes: tuple[str, ...] = ("loket",)
) -> Duty:
    return duty(officer_make(office, permissions=permissions, lanes=lanes), now)


def case_make(
    office: Office,
    now: datetime,
    sop: str = "kiriman",
    applicant: User | None = None,
    **fields: Any,
) -> Case:
    """A case at the first step of an invented SOP."""
    applicant = applicant or user_make()
    return case_open(
        sop=sop,
        office=office,
        duty=duty(applicant, now),
        now=now,
        applicant=applicant,
        **{"title": applicant.full_name, **fields},
    )


def open_step(case: Case) -> Step:
    return Step.objects.open().select_related("case").get(case=case)
