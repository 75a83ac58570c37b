"""Steps that are not the point of a browser test, done by the office's own services.

A process of its own in the office's environment: it reads one JSON request a line and answers with
one line. Everything is done as the right officer, through the same functions and forms as the
pages, so a case that was brought forward here cannot be told from one that was clicked through.
"""

from __future__ import annotations

import json
import sys
import time
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from typing import Any

PATIENCE = 150.0
ACTORS = {
    "arrive": "siti",
    "check": "budi",
    "complete_papers": "budi",
    "photograph": "dewi",
    "scans": "dewi",
    "biodata": "dewi",
    "receipt": "dewi",
    "allocate": "agus",
    "print": "agus",
    "read_mrz": "agus",
    "laminate": "agus",
    "quality": "agus",
    "report_failure": "agus",
    "record": "agus",
    "destroy": "agus",
    "endorse": "hendra",
    "final": "hendra",
    "hand_over": "rina",
}
MACHINE_WAITS = {"pay", "transmit", "border"}


class Desk:
    """What the process can be asked to do; each public method is one request."""

    def case(self, number: str) -> dict[str, Any]:
        """Where a case stands."""
        from kanim.cases.models import Case, Step

        case = Case.objects.get(number=number)
        step = Step.objects.open().filter(case=case).first()
        return {
            "status": case.status,
            "end": case.end,
            "step": step.step if step else "",
            "sop": step.sop if step else "",
            "step_id": step.pk if step else 0,
            "title": case.title,
        }

    def ahead(self, seconds: float = 0.0, until: str = "") -> str:
        """Move the clock by seconds, or to an ISO moment, and let deadlines take effect."""
        from django.utils.dateparse import parse_datetime

        from kanim.cases.timers import deadlines_run, warnings_run
        from kanim.office import clock

        wanted = parse_datetime(until) if until else None
        by = wanted - clock.now() if wanted else timedelta(seconds=seconds)
        if by > timedelta():
            clock.move(by)
        warnings_run(now=clock.now())
        deadlines_run(now=clock.now())
        return clock.now().isoformat()

    def apply(self, applicant: str, person: dict[str, Any], kind: str = "new") -> str:
        """Begin and send an application with its papers; the number of the case."""
        from tests.e2e.shortcut_apply import application_sent

        return application_sent(applicant, person, kind)

    def advance(self, number: str, until: str, **said: Any) -> dict[str, Any]:
        """Do every step before ``until`` the plain good way; ``said`` overrides single fields."""
        from tests.e2e.shortcut_steps import perform

        limit = time.monotonic() + PATIENCE
        while (here := self.case(number))["step"] != until:
            if here["status"] == "ended" or time.monotonic() > limit:
                raise RuntimeError(f"{number} does not reach {until}: {here}")
            if here["step"] == "pay":
                pay(number)
            if here["step"] in MACHINE_WAITS:
                self._wait(number, here["step_id"], limit)
                continue
            perform(number, here["step"], ACTORS.get(here["step"], ""), said)
        return here

    def come(self, number: str) -> None:
        """Move the clock to the day for which the case's open step waits."""
        from kanim.cases.models import Case
        from tests.e2e.shortcut_steps import wait_for

        case = Case.objects.get(number=number)
        step = case.steps.open().get()
        wait_for(case, step.step, step.not_before)

    def wait(self, number: str, step: str, seconds: float) -> None:
        """Wait until a step of a case is open."""
        limit = time.monotonic() + seconds
        while (here := self.case(number))["step"] != step:
            if time.monotonic() > limit:
                raise RuntimeError(f"{number} does not come to {step}: {here}")
            time.sleep(0.2)

    def cancel(self, number: str) -> None:
        """Cancel a case that a test leaves open: an account may have five applications only."""
        from tests.e2e.shortcut_steps import cancelled

        if self.case(number)["status"] != "ended":
            cancelled(number, "Ditarik oleh pemohon.")

    def due(self, number: str, before_days: float = 0) -> str:
        """The deadline of a case's open step, or a time before it, as an ISO moment."""
        from kanim.cases.models import Step

        step = Step.objects.open().get(case__number=number)
        assert step.due_at is not None
        early = timedelta(days=before_days) - timedelta(seconds=0 if before_days else 1)
        return (step.due_at - early).isoformat()

    def code(self, number: str) -> str:
        """The billing code of a case."""
        from kanim.payments.models import Bill

        return Bill.objects.filter(case__number=number).latest("pk").code

    def pdf(self, number: str, kind: str) -> str:
        """A letter of a case, or the passport's page, as hex digits."""
        from kanim.letters.models import Letter
        from kanim.letters.storing import pdf_read
        from kanim.passports.models import Passport

        if kind == "page":
            return bytes(Passport.objects.get(case__number=number).page).hex()
        letter = Letter.objects.filter(case__number=number, kind=kind).latest("pk")
        return pdf_read(letter.file).hex()

    def lines(self, number: str) -> str:
        """The machine readable zone of a case's passport, as a reader would type it."""
        from kanim.cases.models import Case
        from kanim.passports.selectors_production import passport_living

        return "\n".join(passport_living(Case.objects.get(number=number)).mrz_lines)

    def free_places(self, slot_id: int) -> int:
        """How many more may book a slot."""
        from kanim.appointments.models import Slot

        slot = Slot.objects.get(pk=slot_id)
        return int(slot.capacity - slot.taken)

    def slot(self, number: str) -> int:
        """The slot of a case's appointment, released or not."""
        from kanim.appointments.models import Appointment

        return int(Appointment.objects.filter(case__number=number).latest("pk").slot_id)

    def _wait(self, number: str, step_id: int, limit: float) -> None:
        while self.case(number)["step_id"] == step_id:
            if time.monotonic() > limit:
                raise RuntimeError(f"nobody answered step {step_id} of {number}")
            time.sleep(0.2)


def pay(number: str) -> None:
    """Pay a case's bill at the bank's simulator, as the applicant would."""
    from django.conf import settings

    from kanim.payments.models import Bill

    code = Bill.objects.filter(case__number=number).latest("pk").code
    request = urllib.request.Request(
        settings.OUTSIDE_SYSTEMS["bank"]["url"] + "/api/pay",
        data=json.dumps({"code": code}).encode(),
        headers={"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, timeout=20).close()


def answer(desk: Desk, line: str) -> dict[str, Any]:
    """The answer to one request line: its result, or what went wrong."""
    asked = json.loads(line)
    method: Callable[..., Any] = getattr(desk, asked.pop("do"))
    try:
        return {"result": method(**asked)}
    except Exception as error:  # noqa: BLE001  whatever fails is the test's to report
        return {"error": f"{type(error).__name__}: {error}"}


def main() -> None:
    """Answer requests until the input ends."""
    import django
    from django.db import close_old_connections
    from django.utils import translation

    django.setup()
    translation.activate("id")
    desk = Desk()
    for line in sys.stdin:
        close_old_connections()
        print(json.dumps(answer(desk, line)), flush=True)


if __name__ == "__main__":
    main()
