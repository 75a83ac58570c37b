"""What a biodata page says, gathered from the application, the blank and what was taken."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kanim.biometrics.selectors import photo_of, signature_of
from kanim.cases.errors import UnableToPerform
from kanim.icao import Particulars, UnableToCompose, UnableToTransliterate, compose_td3
from kanim.passports.models import Application
from kanim.passports.page.wording import name_parts

STATE = "IDN"


class UnableToPreparePage(UnableToPerform):
    """Something that the page must show is missing or cannot stand on it."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything that stands on one biodata page. Pictures are JPEG and PNG."""

    number: str
    name: str
    birth_date: date
    birth_place: str
    sex: str
    issued_on: date
    expires_on: date
    register: str
    office: str
    photo: bytes
    signature: bytes
    zone: tuple[str, ...]


def page_content(
    application: Application, *, number: str, issued_on: date, expires_on: date
) -> PageContent:
    """Gather the page of an application; UnableToPreparePage with what is missing. Two queries."""
    photo, signature = photo_of(application.case), signature_of(application.case)
    if photo is None or not photo.image:
        raise UnableToPreparePage(_("There is no accepted photograph. Take it first."))
    if signature is None or not signature.image:
        raise UnableToPreparePage(_("There is no accepted signature. Take it first."))
    if not application.name or application.birth_date is None:
        raise UnableToPreparePage(_("Name or date of birth is missing. Correct the data first."))
    return PageContent(
        number=number,
        name=application.name,
        birth_date=application.birth_date,
        birth_place=application.birth_place,
        sex=application.sex,
        issued_on=issued_on,
        expires_on=expires_on,
        register=application.case.number,
        office=application.case.office.city,
        photo=bytes(photo.image),
        signature=bytes(signature.image),
        zone=zone_lines(application, number=number, expires_on=expires_on),
    )


def zone_lines(application: Application, *, number: str, expires_on: date) -> tuple[str, ...]:
    """The two lines of the machine readable zone (Doc 9303 part 4); UnableToPreparePage."""
    surname, given_names = name_parts(application.name)
    assert application.birth_date is not None
    try:
        return compose_td3(
            Particulars(
                issuing_state=STATE,
                document_number=number,
                surname=surname,
                given_names=given_names,
                nationality=STATE,
                birth_date=application.birth_date,
                sex=application.sex,
                expiry_date=expires_on,
            )
        )
    except (UnableToCompose, UnableToTransliterate) as reason:
        raise UnableToPreparePage(
            _(
                "The name cannot be written in the machine readable zone: %(name)s. Correct it first."
            )
            % {"name": application.name}
        ) from reason
