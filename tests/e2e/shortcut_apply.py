"""An application of row 1 filled in through the screens' own forms, with real pictures as papers."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from kanim.accounts.models import User
from kanim.cases.services import step_complete
from kanim.dossier.selectors import missing_uploads, wanted_of
from kanim.dossier.services.papers import paper_upload
from kanim.office import clock
from kanim.office.duty import duty_of
from kanim.office.models import Office
from kanim.passports.models import Application
from kanim.passports.screens import screens_for
from kanim.passports.services.applications import application_begin, screen_keep
from tests.e2e.papers import paper_picture

BANJARMASIN = "BJM"


def application_sent(applicant: str, person: dict[str, Any], kind: str) -> str:
    """Begin, fill in and send an application; the number of the case."""
    now = clock.now()
    user = User.objects.get(username=applicant)
    duty = duty_of(user, today=timezone.localdate(now))
    application = application_begin(
        applicant=user,
        office=Office.objects.get(code=BANJARMASIN),
        kind=kind,
        duty=duty,
        now=now,
    )
    said = answers(person) | {"kind": kind}
    while True:
        left = [one for one in screens_for(application) if one.code not in application.screens]
        screen = left[0]
        if screen.code == "periksa":
            break
        if screen.form is not None:
            form = screen.form(said, instance=application, today=timezone.localdate(now))
            if not form.is_valid():
                raise ValueError(f"{screen.code}: {form.errors.as_json()}")
            form.save()
        else:
            papers_brought(application, duty, now)
        screen_keep(application=application, code=screen.code)
    step = application.case.steps.open().get()
    step_complete(step_id=step.pk, duty=duty, now=clock.now())
    return str(application.case.number)


def papers_brought(application: Application, duty: Any, now: Any) -> None:
    """Upload a picture for every paper that is asked for."""
    for wanted in wanted_of(application.case):
        kind, title = wanted.kinds[0]
        paper_upload(
            case=application.case,
            kind=kind,
            content=paper_picture(str(title), application.name),
            name=f"{kind}.jpg",
            duty=duty,
            now=now,
        )
    assert missing_uploads(application.case) == []


def answers(person: dict[str, Any]) -> dict[str, Any]:
    """Everything that the screens ask, from the little that a test says about a person."""
    return {
        "birth_place": "Banjarmasin",
        "occupation": "Wiraswasta",
        "civil_status": "single",
        "book": "electronic",
        "validity_years": "10",
        "identity_place": "Banjarmasin",
        "identity_issued": "2015-02-03",
        "home_address": "Jalan Lambung Mangkurat 10, Banjarmasin",
        "home_phone": "0812 5000 1000",
        "father_name": "ABDUL HIDAYAT",
        "father_nationality": "IDN",
        "mother_name": "SITI AMINAH",
        "mother_nationality": "IDN",
        "old_number": "C1234567",
        "old_issued": "2016-05-02",
        "old_expires": "2026-05-02",
        **person,
    }
