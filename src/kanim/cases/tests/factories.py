"""Rows for tests of cases: an office with people, and the invented library SOP."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kanim.accounts.models import User
from kanim.cases.activities import ACTIVITIES, CONSEQUENCES, MOMENTS, Activity, Context, Done
from kanim.cases.forms import StepForm
from kanim.cases.models import Case
from kanim.cases.services import case_open
from kanim.office.duty import Duty, duty_of
from kanim.office.models import Office, Posting, Role
from kanim.sop import catalog
from kanim.sop import tests as sop_tests

LIBRARY = Path(sop_tests.__file__).parent / "catalog"
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


def office(code: str = "BJM") -> Office:
    return Office.objects.get_or_create(
        code=code,
        defaults={"name": f"Kantor {code}", "city": "Banjarmasin", "letter_prefix": "WP.1"},
    )[0]


def role(code: str, lanes: list[str], permissions: list[str] | None = None) -> Role:
    return Role.objects.get_or_create(
        code=code,
        defaults={
            "name_id": code,
            "name_en": code,
            "lanes": lanes,
            "permissions": permissions or [],
        },
    )[0]


def officer(
    username: str,
    lanes: list[str],
    *,
    at: Office | None = None,
    permissions: list[str] | None = None,
) -> User:
    user = User.objects.create_user(
        username, f"{username}@example.test", "rahasia", kind=User.Kind.STAFF, full_name=username
    )
    Posting.objects.create(
        user=user,
        office=at or office(),
        role=role(f"role-{username}", lanes, permissions),
        begins=NOW.date() - timedelta(days=400),
    )
    return user


def applicant(username: str = "pemohon") -> User:
    return User.objects.create_user(
        username, f"{username}@example.test", "rahasia", full_name=username.title()
    )


def duty(user: User) -> Duty:
    return duty_of(user, today=NOW.date())


def librarian(**kwargs: Any) -> User:
    return officer("pustakawan", ["pustakawan", "anggota"], **kwargs)


def library_case(now: datetime = NOW, **kwargs: Any) -> Case:
    kwargs.setdefault("office", office())
    return case_open(sop="pinjam", duty=Duty.machine(), now=now, **kwargs)


def _activity(name: str, outcomes: list[str], mode: str) -> Activity:
    def perform(self: Activity, ctx: Context, form: StepForm | None) -> Done:
        if form is None:
            return Done(self.only_outcome(), name)
        return Done(form.chosen_outcome(), name)

    kind = type(
        name,
        (Activity,),
        {
            "code": name,
            "title": name,
            "outcomes": {outcome: outcome for outcome in outcomes},
            "mode": mode,
            "form_class": None if mode == "inline" else StepForm,
            "perform": perform,
        },
    )
    made: Activity = kind()
    return made


def _library_activities() -> dict[str, Activity]:
    found = {}
    for sop in catalog.load(LIBRARY).all():
        for step in sop.steps:
            outcomes = [outcome for outcome, _ in step.routes] or ["done"]
            mode = "inline" if step.lane == "sistem" else "person"
            found[step.activity] = _activity(step.activity, outcomes, mode)
    return found


@contextmanager
def library() -> Iterator[list[str]]:
    """The invented catalogue in place of the office's; yields what consequences happened."""
    happened: list[str] = []
    kept = catalog.DIRECTORY, dict(ACTIVITIES), dict(CONSEQUENCES), dict(MOMENTS)
    catalog.DIRECTORY = LIBRARY
    ACTIVITIES.update(_library_activities())
    for code in ("library.remind", "library.thank", "library.tell"):
        CONSEQUENCES[code] = lambda ctx, code=code: happened.append(code)
    MOMENTS["library.due_day"] = lambda ctx: ctx.now + timedelta(days=14)
    try:
        yield happened
    finally:
        catalog.DIRECTORY = kept[0]
        for registry, before in zip((ACTIVITIES, CONSEQUENCES, MOMENTS), kept[1:], strict=True):
            registry.clear()
            registry.update(before)
