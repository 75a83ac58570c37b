"""Reading applications."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kanim.cases.models import Case
from kanim.office.selectors import tariff_on
from kanim.passports.models import Application
from kanim.passports.rules import CHOICE_AGE, tariff_code
from kanim.people.models import DualNational
from kanim.people.rules import age_on
from kanim.people.states import state_name

Facts = list[tuple[Any, Any]]


def application_of(case: Case) -> Application | None:
    """The passport application of a case, if it has one."""
    return Application.objects.filter(case=case).first()


def fee_of(application: Application, on: date) -> int:
    """What the chosen book costs on a day, in rupiah."""
    code = tariff_code(application.book, application.validity_years)
    return int(tariff_on(code, on).amount)


def fees_offered(on: date) -> list[tuple[str, int]]:
    """The four books with their fees on a day, for the applicant's choice."""
    language = get_language() or "id"
    offered = []
    for book in Application.Book.values:
        for years in (5, 10):
            tariff = tariff_on(tariff_code(book, years), on)
            name = tariff.name_en if language.startswith("en") else tariff.name_id
            offered.append((name, int(tariff.amount)))
    return offered


def is_dual_national(case: Case) -> bool:
    """Whether the applicant is registered as a child of dual nationality."""
    return DualNational.objects.filter(person=case.person_id).exists()


def application_facts(application: Application) -> list[tuple[str, str, Facts]]:
    """The application in groups of label and value: ``(screen code, title, facts)``."""
    groups = [
        ("diri", _("About you"), PERSON),
        ("paspor", _("Your passport"), BOOK),
        ("identitas", _("Identity card"), IDENTITY),
        ("alamat", _("Addresses"), ADDRESSES),
        ("orang-tua", _("Parents"), PARENTS),
    ]
    if application.is_married:
        groups.append(("pasangan", _("Husband or wife"), SPOUSE))
    return [(code, title, facts_of(application, names)) for code, title, names in groups]


def facts_of(application: Application, names: tuple[str, ...]) -> Facts:
    """Label and readable value of some fields; empty ones are left out."""
    facts: Facts = []
    for name in names:
        field = Application._meta.get_field(name)
        shown = getattr(application, f"get_{name}_display", None)
        value = shown() if shown else getattr(application, name)
        if name == "validity_years":
            value = _("%(years)d years") % {"years": value}
        if name.endswith("_nationality"):
            value = nationality_text(value)
        if value is True:
            value = _("Yes")
        if isinstance(value, date):
            value = date_format(value, "j F Y")
        if value not in (None, "", False):
            facts.append((capfirst(field.verbose_name), value))  # type: ignore[union-attr]
    return facts


def nationality_text(code: str) -> str:
    """A nationality as people read it, such as "Japan (JPN)"; an unknown code stands alone."""
    name = state_name(code, get_language() or "id")
    return f"{name} ({code})" if name else code


PERSON = (
    "name", "nik", "birth_place", "birth_date", "sex", "occupation", "civil_status",
    "name_changed", "naturalised",
)  # fmt: skip
BOOK = ("kind", "old_number", "old_issued", "old_expires", "book", "validity_years")
IDENTITY = ("identity_place", "identity_issued", "identity_expires")
ADDRESSES = (
    "home_address", "home_phone", "office_address", "office_phone", "parents_address",
    "parents_phone", "former_address", "former_phone",
)  # fmt: skip
PARENTS = tuple(
    f"{parent}_{item}"
    for parent in ("father", "mother")
    for item in ("name", "nationality", "birth_place", "birth_date")
)
SPOUSE = ("spouse_name", "spouse_nationality", "spouse_birth_place", "spouse_birth_date")
SIXTEEN = (*PERSON[:7], *IDENTITY, *ADDRESSES, *PARENTS, *SPOUSE)
"""The fields of the 16 data items that an officer verifies (SOP 936, identification of steps, d)."""


def data_items(application: Application) -> Facts:
    """The 16 data items that are filled in; the spouse's only of those who are married."""
    names = SIXTEEN if application.is_married else tuple(n for n in SIXTEEN if n not in SPOUSE)
    return facts_of(application, names)


def dual_nationality_doubt(application: Application, on: date) -> str:
    """Why the applicant's nationality needs an official's decision; empty if it does not.

    A registered dual national past the choice age, or a child with a foreign parent who is not
    registered, cannot simply be given a passport (UU 12/2006, Pasal 6).
    """
    case = application.case
    if is_dual_national(case):
        born = application.birth_date
        if born and age_on(born, on) >= CHOICE_AGE:
            return _("Registered as a dual national and past the age of choice.")
        return ""
    foreign = {application.father_nationality, application.mother_nationality} - {"IDN", ""}
    young = application.birth_date and age_on(application.birth_date, on) < CHOICE_AGE
    if foreign and young:
        return _("A parent is a foreigner (%(nation)s), and there is no registration.") % {
            "nation": ", ".join(sorted(foreign))
        }
    return ""


def centre_payload(application: Application) -> dict[str, Any]:
    """The data that the centre is sent: what it needs to compare, nothing else."""
    return {
        "case": application.case.number,
        "kind": application.kind,
        "book": application.book,
        "validity_years": application.validity_years,
        "name": application.name,
        "nik": application.nik,
        "birth_place": application.birth_place,
        "birth_date": application.birth_date.isoformat() if application.birth_date else None,
        "sex": application.sex,
        "old_number": application.old_number,
    }
