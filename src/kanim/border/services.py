"""Sending passports to border control."""

from __future__ import annotations

from datetime import datetime

from kanim.border.payloads import passport_payload
from kanim.cases.models import Case, Step
from kanim.exchange.models import Dispatch
from kanim.exchange.services import dispatch_queue
from kanim.passports.models import Application
from kanim.passports.selectors_production import passport_living

SYSTEM = "border"
PATH = "/passports"


def passport_send(*, case: Case, step: Step, now: datetime) -> Dispatch:
    """Queue the endorsed passport of a case for border control, once for each passport number.

    Raises UnableToFindPassport if there is none. Sent and repeated by the exchange's worker.
    """
    passport = passport_living(case)
    application = Application.objects.get(case=case)
    assert application.birth_date is not None
    return dispatch_queue(
        system=SYSTEM,
        key=f"border-passport-{passport.blank.serial}",
        path=PATH,
        payload=passport_payload(
            number=passport.blank.serial,
            name=application.name,
            birth_date=application.birth_date,
            birth_place=application.birth_place,
            sex=application.sex,
            issued_on=passport.issued_on,
            expires_on=passport.expires_on,
            office=case.office.name,
            mrz=passport.mrz_lines,
        ),
        case=case,
        step=step,
        now=now,
    )
