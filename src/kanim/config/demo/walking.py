"""Walks an application from its first screen to where its story ends, by the office's own services.

Everything is done as the right person, through the same functions and forms as the pages, so that
a case made here cannot be told from one that was clicked through. Only the time is given: the
services take ``now``, and the story says when.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from kanim.cases.activities import activity_named
from kanim.cases.claims import step_claim
from kanim.cases.errors import FormIncomplete
from kanim.cases.models import Case, Step
from kanim.cases.services import sitting_submit, step_complete, step_expire
from kanim.config.demo.outside import message_accepted, payment_made
from kanim.config.demo.queueing import CALLS, visitor_called, visitor_leaves
from kanim.config.demo.saying import said_in
from kanim.config.demo.specimens import specimen
from kanim.config.demo.staff import ACTORS, duty_on
from kanim.config.demo.stories import Story
from kanim.dossier.selectors import wanted_of
from kanim.dossier.services.papers import paper_upload
from kanim.office.duty import Duty
from kanim.office.models import Office
from kanim.passports.models import Application
from kanim.passports.screens import screens_for
from kanim.passports.services.applications import application_begin, screen_keep

MINUTES = {"apply": 1.0, "pay": 2.4, "arrive": 0.8, "check": 3.3, "photograph": 3.0,
           "scans": 3.6, "biodata": 0.8, "transmit": 0.6, "receipt": 1.2, "compare": 8.0,
           "examine": 35.0, "opinion": 20.0, "print": 1.4, "laminate": 0.7, "record": 12.0,
           "hand_over": 2.5, "archive": 2.4, "decide_doubt": 6.0, "refuse_application": 9.0}  # fmt: skip
"""How long steps usually take; those not named, USUAL."""

USUAL = 0.3


class UnableToWalk(Exception):
    """A form of the office refuses what the story says; the text names case, step and fields."""


@transaction.atomic
def story_walk(story: Story, office: Office, now: datetime) -> Case:
    """Make the case of a story, all of it or nothing; returns the case where it stands then."""
    return Walk(story, office, now).to_the_end()


class Walk:
    """One case on its way."""

    def __init__(self, story: Story, office: Office, now: datetime) -> None:
        self.story, self.now = story, now
        self.at = story.begins["apply"]
        self.pace = Random(story.who.nik)  # noqa: S311  no secret
        self.case = self._begun(office)

    def to_the_end(self) -> Case:
        """Do step after step until the story ends."""
        while (step := self.case.steps.open().first()) is not None and not self._arrived(step):
            self._take_up(step)
            self._do(step)
            self.case.refresh_from_db()
        self._see_off()
        return self.case

    def _begun(self, office: Office) -> Case:
        who = self.story.who
        duty = duty_on(who.account, self.at)
        assert duty.user is not None
        application = application_begin(
            applicant=duty.user, office=office, kind=who.kind, duty=duty, now=self.at
        )
        self._fill_in(application, duty)
        return application.case

    def _fill_in(self, application: Application, duty: Duty) -> None:
        codes: list[str] = []
        while len(codes) < self.story.screens:
            left = [one for one in screens_for(application) if one.code not in codes]
            screen = left[0]
            if screen.code == "periksa":
                return
            if screen.form is None:
                self._bring_papers(application, duty)
            else:
                today = timezone.localdate(self.at)
                form = screen.form(self.story.who.said(), instance=application, today=today)
                if not form.is_valid():
                    raise UnableToWalk(f"{screen.code}: {form.errors.as_json()}")
                form.save()
            screen_keep(application=application, code=screen.code)
            codes.append(screen.code)
            self._spend("apply")

    def _bring_papers(self, application: Application, duty: Duty) -> None:
        for wanted in wanted_of(application.case):
            kind, title = wanted.kinds[0]
            content = specimen(kind, str(title), self.story.who)
            paper_upload(case=application.case, kind=kind, content=content, name=f"{kind}.jpg",
                         duty=duty, now=self.at)  # fmt: skip

    def _arrived(self, step: Step) -> bool:
        if step.step != self.story.until:
            return False
        return self.case.steps.filter(step=step.step).count() >= self.story.opening

    def _take_up(self, step: Step) -> None:
        """Go to the moment when the step is taken up; the visitor is called, the officer claims."""
        self.at = max(self.at, self.story.begins.get(step.step, self.at))
        visitor_called(self.case, step.step, self.at)
        duty = self._duty(step)
        if duty.is_staff:
            step_claim(step_id=step.pk, duty=duty, now=self.at)
        self._spend(step.step)

    def _do(self, step: Step) -> None:
        if step.step == "pay" and self.story.lapses:
            assert step.due_at is not None
            self.at = step.due_at + timedelta(seconds=20)
            step_expire(step_id=step.pk, now=self.at)
        elif step.step == "pay":
            payment_made(self.case, self.at)
        elif activity_named(step.activity).mode == "message":
            message_accepted(step, self.at)
        elif step.step == "apply":
            step_complete(step_id=step.pk, duty=self._duty(step), now=self.at)
        else:
            self._submit(step)
        if step.step in {"check", "receipt", "hand_over"}:
            visitor_leaves(self.case, self.at)

    def _submit(self, step: Step) -> None:
        said = said_in(step.step, self.case, self.story, self.at)
        files = {name: value for name, value in said.items() if hasattr(value, "read")}
        try:
            sitting_submit(
                step_id=step.pk,
                duty=self._duty(step),
                data=_listed({k: v for k, v in said.items() if k not in files}),
                files=files,
                version=self.case.version,
                now=self.at,
            )
        except FormIncomplete as wrong:
            errors = {name: getattr(form, "errors", {}) for name, form in wrong.forms.items()}
            raise UnableToWalk(f"{self.case} {step.step}: {errors}") from wrong

    def _see_off(self) -> None:
        """Whoever is still at a counter leaves, unless the story shows them there now."""
        if self.story.at_counter:
            visitor_called(self.case, self.story.until, self.at)
        elif self.story.until not in CALLS:
            visitor_leaves(self.case, self.at)

    def _duty(self, step: Step) -> Duty:
        return duty_on(ACTORS.get(step.step, self.story.who.account), self.at)

    def _spend(self, code: str) -> None:
        minutes = MINUTES.get(code, USUAL) * self.pace.uniform(0.7, 1.4)
        self.at = min(self.at + timedelta(minutes=minutes), self.now)


def _listed(said: dict[str, Any]) -> MultiValueDict[str, Any]:
    """As a browser's form arrives: every field may have several values."""
    return MultiValueDict(
        {name: value if isinstance(value, list) else [value] for name, value in said.items()}
    )
