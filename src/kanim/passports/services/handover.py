"""The finished passport: handed over, or cancelled because nobody came (SOP 936 row 7)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.cases.errors import UnableToPerform
from kanim.letters.models import Letter
from kanim.letters.services import letter_issue
from kanim.office.duty import Duty, actor_of
from kanim.passports.models import Application, Examination, Passport
from kanim.passports.services.production import passport_cancel
from kanim.people.models import Person, TravelDocument
from kanim.people.services import UnableToRecord, document_record, document_status_change


class UnableToHandOver(UnableToPerform):
    """The passport stays in the office."""


@transaction.atomic
def passport_hand_over(
    *, passport: Passport, application: Application, received_by: str, duty: Duty, now: datetime
) -> TravelDocument:
    """Hand the passport over: it becomes the person's document, older passports are replaced.

    ``received_by`` says who took it. Raises UnableToHandOver if the passport is not endorsed.
    """
    if passport.state != Passport.State.ENDORSED:
        raise UnableToHandOver(_("This passport has not been endorsed. It cannot be handed over."))
    person = passport.case.person
    if person is None:
        raise UnableToHandOver(
            _("The case names no person. Ask the officer who verified the data.")
        )
    passport.state = Passport.State.HANDED_OVER
    passport.handed_over_at, passport.received_by = now, received_by
    passport.save(update_fields=["state", "handed_over_at", "received_by"])
    _old_documents_close(passport, application, person, duty, now)
    document = _document(passport, person, duty, now)
    entry_write(
        actor=actor_of(duty),
        office_id=passport.case.office_id,
        verb="passport.handed_over",
        target=passport.case.target,
        detail={"number": passport.blank.serial, "to": received_by},
        now=now,
    )
    return document


@transaction.atomic
def passport_cancel_uncollected(
    *, passport: Passport, reason: str, duty: Duty, signer_title: str, now: datetime
) -> Letter:
    """Cancel a passport that nobody collected in time; returns the letter that says so.

    Permenkumham 8/2014 as amended by 18/2022: cancelled one month after it was ready.
    """
    passport_cancel(passport=passport, reason=reason, duty=duty, now=now)
    person = passport.case.person
    name = person.name if person else passport.case.title
    return letter_issue(
        case=passport.case,
        kind="cancellation",
        content={
            "name": name,
            "document_number": passport.blank.serial,
            "issued_on": passport.issued_on,
            "reason": reason,
            "next": "Untuk memperoleh paspor, Saudara dapat mengajukan permohonan baru.",
        },
        addressee=name,
        signer_title=signer_title,
        duty=duty,
        now=now,
    )


def _document(passport: Passport, person: Person, duty: Duty, now: datetime) -> TravelDocument:
    return document_record(
        person=person,
        number=passport.blank.serial,
        issued_at=passport.case.office.city,
        issued_on=passport.issued_on,
        expires_on=passport.expires_on,
        duty=duty,
        now=now,
    )


def _old_documents_close(
    passport: Passport, application: Application, person: Person, duty: Duty, now: datetime
) -> None:
    """What the applicant said of the old passport is kept too, if the office did not know it."""
    if application.old_number:
        try:
            document_record(
                person=person,
                number=application.old_number,
                issued_on=application.old_issued,
                expires_on=application.old_expires,
                duty=duty,
                now=now,
            )
        except UnableToRecord as refusal:
            raise UnableToHandOver(
                _("The old passport %(number)s is recorded for another person. Correct it first.")
                % {"number": application.old_number}
            ) from refusal
    status = _old_status(passport)
    valid = TravelDocument.objects.filter(
        person=person, kind="P", issuing_state="IDN", status=TravelDocument.Status.VALID
    )
    for document in valid:
        document_status_change(document=document, status=status, duty=duty, now=now)


def _old_status(passport: Passport) -> str:
    subjects = {
        Examination.Subject.LOST: TravelDocument.Status.LOST,
        Examination.Subject.DAMAGED: TravelDocument.Status.DAMAGED,
    }
    examination = (
        Examination.objects.filter(case=passport.case, decision=Examination.Decision.APPROVED)
        .order_by("-pk")
        .first()
    )
    subject = Examination.Subject(examination.subject) if examination else None
    return subjects.get(subject, TravelDocument.Status.REPLACED)  # type: ignore[arg-type]
