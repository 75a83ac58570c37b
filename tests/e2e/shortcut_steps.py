"""The plain good way through each step, said as the form of its page would say it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

import kanim.biometrics
from kanim.accounts.models import User
from kanim.appointments.models import Slot
from kanim.appointments.planning import slots_ensure
from kanim.appointments.selectors import appointment_of
from kanim.biometrics.synthetic import fingerprint_png, signature_png
from kanim.cases.errors import FormIncomplete
from kanim.cases.models import Case
from kanim.cases.services import case_cancel, sitting_submit
from kanim.dossier.selectors import papers_of, wanted_of
from kanim.office import clock
from kanim.office.duty import duty_of
from kanim.passports.features import QUALITY, SECURITY
from kanim.passports.models import Application
from kanim.passports.selectors import SIXTEEN
from kanim.passports.selectors_production import passport_living

PORTRAIT = Path(kanim.biometrics.__path__[0]) / "samples" / "portrait.jpg"
Said = dict[str, Any]


def perform(number: str, code: str, actor: str, overrides: Said) -> None:
    """Submit the open step with its sitting; the clock goes to the day when it may be done."""
    case = Case.objects.get(number=number)
    step = case.steps.open().get()
    wait_for(case, code, step.not_before)
    said, files = FORMS[code](case) if code in FORMS else ({}, {})
    user = User.objects.get(username=actor) if actor else case.applicant
    assert user is not None
    now = clock.now()
    try:
        sitting_submit(
            step_id=step.pk,
            duty=duty_of(user, today=timezone.localdate(now)),
            data=listed({**said, **overrides}),
            files=files,
            version=case.version,
            now=now,
        )
    except FormIncomplete as wrong:
        errors = {name: form.errors.as_json() for name, form in wrong.forms.items() if form}
        raise ValueError(f"{number} {code}: {errors}") from wrong


def cancelled(number: str, reason: str) -> None:
    """Cancel a case as the head of the section."""
    now = clock.now()
    duty = duty_of(User.objects.get(username="ratna"), today=timezone.localdate(now))
    case_cancel(case_id=Case.objects.get(number=number).pk, reason=reason, duty=duty, now=now)


def wait_for(case: Case, code: str, not_before: Any) -> None:
    """Move the clock to the appointed day, or to the first day of collection."""
    if code == "arrive":
        appointment = appointment_of(case)
        assert appointment is not None
        not_before = appointment.slot.starts_at
    if not_before is not None and not_before > clock.now():
        clock.move(not_before - clock.now())


def listed(said: Said) -> MultiValueDict[str, Any]:
    """As a browser's form arrives: every field may have several values."""
    return MultiValueDict(
        {name: value if isinstance(value, list) else [value] for name, value in said.items()}
    )


def appoint(case: Case) -> tuple[Said, Said]:
    slots_ensure(office_id=case.office_id, service="passport", now=clock.now())
    day = timezone.localdate(clock.now())
    free = Slot.objects.filter(office=case.office_id, service="passport", starts_at__date__gt=day)
    slot = next(one for one in free.order_by("starts_at") if one.taken < one.capacity)
    return {"appoint-slot": slot.pk}, {}


def check(case: Case) -> tuple[Said, Said]:
    found = {f"check-finding_{one.requirement.code}": "original" for one in wanted_of(case)}
    return {**found, "check-outcome": "complete"}, {}


def complete(case: Case) -> tuple[Said, Said]:
    codes = [one.requirement.code for one in wanted_of(case)]
    return {f"complete_papers-finding_{code}": "original" for code in codes}, {}


@cache
def prints() -> dict[str, bytes]:
    return {
        "photograph-photo": PORTRAIT.read_bytes(),
        "sign-signature": signature_png(7),
        **{f"fingerprint-finger_{finger}": fingerprint_png(finger) for finger in range(1, 11)},
    }


def capture(case: Case) -> tuple[Said, Said]:
    files = {name: SimpleUploadedFile(f"{name}.png", content) for name, content in prints().items()}
    return {}, files


def interview(case: Case) -> tuple[Said, Said]:
    application = Application.objects.get(case=case)
    items = {f"verify-{name}": getattr(application, name) or "" for name in SIXTEEN}
    scans = {f"scans-scan_{paper.pk}": "clear" for paper in papers_of(case)}
    return {
        **scans,
        **items,
        "verify-seen": "on",
        "interview-purpose": "Umrah",
        "interview-destination": "Arab Saudi",
        "interview-notes": "Jawaban sesuai dengan berkas.",
        "interview-outcome": "satisfied",
    }, {}


def biodata(case: Case) -> tuple[Said, Said]:
    signature = SimpleUploadedFile("ttd.png", signature_png(7))
    return {"biodata-agrees": "on"}, {"biodata-signature": signature}


def receipt(case: Case) -> tuple[Said, Said]:
    return {"rate-declined": "on"}, {}


def mrz(case: Case) -> tuple[Said, Said]:
    return {"read_mrz-reading": "\n".join(passport_living(case).mrz_lines)}, {}


def hand_over(case: Case) -> tuple[Said, Said]:
    application = Application.objects.get(case=case)
    return {
        "hand_over-receiver": "self",
        "hand_over-nik": application.nik,
        "hand_over-receipt": case.letters.filter(kind="receipt").latest("pk").number,
        "hand_over-old_book": "on",
        "rate_handover-declined": "on",
    }, {}


def chosen(code: str, outcome: str, **more: Any) -> Callable[[Case], tuple[Said, Said]]:
    """A step that is done by choosing an outcome."""
    return lambda case: ({f"{code}-outcome": outcome, **more}, {})


FORMS: dict[str, Callable[[Case], tuple[Said, Said]]] = {
    "appoint": appoint,
    "check": check,
    "complete_papers": complete,
    "photograph": capture,
    "scans": interview,
    "biodata": biodata,
    "receipt": receipt,
    "print": chosen("print", "printed"),
    "read_mrz": mrz,
    "laminate": chosen("laminate", "laminated"),
    "quality": chosen("quality", "good", **{"quality-seen": [one.code for one in QUALITY]}),
    "endorse": chosen("endorse", "worthy", **{"endorse-seen": [one.code for one in SECURITY]}),
    "final": chosen("final", "fit"),
    "hand_over": hand_over,
}
