"""An application from its first screen to its being sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kanim.accounts.models import User
from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case, Reference
from kanim.cases.services import case_open, references_set
from kanim.office.duty import Duty
from kanim.office.models import Office
from kanim.office.selectors import setting_value
from kanim.passports.models import Application
from kanim.passports.screens import first_open, screens_for
from kanim.people.services import person_upsert

SOP = "936"


class UnableToBegin(UnableToPerform):
    """No application can be begun."""


@transaction.atomic
def application_begin(
    *, applicant: User, office: Office, kind: str, duty: Duty, now: datetime
) -> Application:
    """Open a case of SOP 936 with an empty application, or UnableToBegin."""
    list(User.objects.select_for_update().filter(pk=applicant.pk))
    running = Case.objects.filter(applicant=applicant).exclude(status=Case.Status.ENDED).count()
    most = int(setting_value("passport.applicants_per_account", now.date(), office.pk))
    if running >= most:
        raise UnableToBegin(
            _(
                "You have %(count)d applications open, as many as an account may have. Finish one first."
            )
            % {"count": running}
        )
    case = case_open(
        sop=SOP, office=office, duty=duty, now=now, applicant=applicant, title=applicant.full_name
    )
    return Application.objects.create(
        case=case,
        kind=kind,
        name=applicant.full_name.upper(),
        home_phone=applicant.phone,
        email=applicant.email,
    )


def screen_keep(*, application: Application, code: str) -> None:
    """Remember that a screen has been filled in."""
    if code not in application.screens:
        application.screens = [*application.screens, code]
        application.save(update_fields=["screens"])


def application_send(*, application: Application, duty: Duty, now: datetime) -> None:
    """The applicant vouches for the application: the person is known, the case can be found.

    Raises UnableToPerform if a screen is missing. Called in the transaction of the step.
    """
    missing = [
        screen.title
        for screen in screens_for(application)
        if screen.code not in application.screens and screen.code != "periksa"
    ]
    if missing:
        raise UnableToPerform(_("Still to be filled in: %(what)s.") % {"what": missing[0]})
    application.consent_at = application.submitted_at = now
    application.save(update_fields=["consent_at", "submitted_at"])
    person_take(application=application, duty=duty, now=now)


def person_take(
    *, application: Application, duty: Duty, now: datetime, verified: bool = False
) -> None:
    """Keep the person that the application is for, and make the case findable by its texts."""
    case = application.case
    case.person = person_upsert(
        nik=application.nik,
        name=application.name,
        birth_place=application.birth_place,
        birth_date=application.birth_date,
        sex=application.sex,
        nationality="IDN",
        verified=verified,
        duty=duty,
        now=now,
    )
    case.title = application.name
    case.save(update_fields=["person", "title"])
    references_set(
        case=case,
        values=[
            (Reference.Kind.NAME, application.name),
            (Reference.Kind.NIK, application.nik),
            (Reference.Kind.PASSPORT, application.old_number),
        ],
    )


def place_to_go_on(application: Application) -> str:
    """The code of the screen where a returning applicant goes on."""
    return first_open(application).code
