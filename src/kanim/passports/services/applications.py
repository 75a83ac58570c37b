"""An application from its first screen to its being sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.forms.models import model_to_dict
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.accounts.models import User
from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case, Reference
from kanim.cases.services import case_open, references_set
from kanim.dossier.selectors import missing_uploads
from kanim.office.duty import Duty
from kanim.office.models import Office
from kanim.office.selectors import setting_value
from kanim.passports.models import Application
from kanim.passports.screens import Screen, first_open, screens_for
from kanim.people.services import person_upsert

SOP = "936"


class UnableToBegin(UnableToPerform):
    """No application can be begun."""


class UnableToSend(UnableToPerform):
    """The application is not complete; ``screen`` is the code of the screen to look at."""

    def __init__(self, sentence: str, screen: str) -> None:
        super().__init__(sentence)
        self.screen = screen


@transaction.atomic
def application_begin(
    *, applicant: User, office: Office, kind: str, duty: Duty, now: datetime
) -> Application:
    """Open a case of SOP 936 with an empty application, or UnableToBegin."""
    list(User.objects.select_for_update().filter(pk=applicant.pk))
    running = Case.objects.filter(applicant=applicant).exclude(status=Case.Status.ENDED).count()
    most = int(setting_value("passport.applicants_per_account", timezone.localdate(now), office.pk))
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


def screen_draft(*, application: Application, code: str, right: dict[str, Any]) -> None:
    """Keep the values that are ``right`` of a screen that is not; it is open again until all are.

    Leaving the page then loses only what was wrong.
    """
    known = {field.name for field in Application._meta.fields}
    values = {name: value for name, value in right.items() if name in known}
    screens = [other for other in application.screens if other != code]
    Application.objects.filter(pk=application.pk).update(screens=screens, **values)


def application_send(*, application: Application, duty: Duty, now: datetime) -> None:
    """The applicant vouches for the application: the person is known, the case can be found.

    Raises UnableToSend if something is missing, or no longer right because something else was
    changed after it. Called in the transaction of the step.
    """
    for screen in screens_for(application):
        _refuse_incomplete(application, screen, timezone.localdate(now))
    application.consent_at = application.submitted_at = now
    application.save(update_fields=["consent_at", "submitted_at"])
    person_take(application=application, duty=duty, now=now)


def _refuse_incomplete(application: Application, screen: Screen, today: date) -> None:
    if screen.code == "periksa":
        return
    if screen.form is None:
        _refuse_missing_papers(application, screen)
        return
    form = screen.form(model_to_dict(application), instance=application, today=today)
    if screen.code not in application.screens or not form.is_valid():
        sentence = _("Still to be filled in: %(what)s.") % {"what": screen.title}
        raise UnableToSend(sentence, screen.code)


def _refuse_missing_papers(application: Application, screen: Screen) -> None:
    missing = missing_uploads(application.case)
    if missing:
        raise UnableToSend(papers_sentence(missing), screen.code)


def papers_sentence(missing: list[str]) -> str:
    """The sentence that names the papers still to be uploaded."""
    return _("Still to be photographed: %(what)s.") % {"what": ", ".join(missing)}


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
