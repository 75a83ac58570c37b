"""What apps below ask about a passport application: its price, its papers, its person."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy

from kanim.appointments.hooks import papers_to_bring
from kanim.appointments.offers import offer
from kanim.cases.models import Case
from kanim.dossier.profiles import profile_of, requirements_of
from kanim.dossier.rules import Profile
from kanim.office.selectors import setting_value
from kanim.passports.models import Application
from kanim.passports.rules import tariff_code
from kanim.passports.selectors import is_dual_national
from kanim.payments.prices import BillLine, price_of
from kanim.people.rules import age_on
from kanim.watchlist.activities import traveller_of
from kanim.watchlist.rules import Traveller


@price_of("936")
def passport_price(case: Case, on: date) -> list[BillLine]:
    """The tariff of the book that the applicant chose (PP 45/2024)."""
    application = Application.objects.get(case=case)
    return [BillLine(tariff_code(application.book, application.validity_years))]


@profile_of("936")
def passport_profile(case: Case) -> Profile:
    """What about the applicant decides which papers are needed, on the day of applying."""
    application = Application.objects.get(case=case)
    day = timezone.localdate(application.submitted_at or case.opened_at)
    adult_age = int(setting_value("passport.adult_age", day, case.office_id))
    return Profile(
        age=age_on(application.birth_date, day) if application.birth_date else adult_age,
        application="replacement" if application.kind == Application.Kind.REPLACEMENT else "new",
        old_passport_year=application.old_issued.year if application.old_issued else None,
        name_changed=application.name_changed,
        naturalised=application.naturalised,
        dual_national=is_dual_national(case),
        married=application.is_married,
        adult_age=adult_age,
    )


@traveller_of("936")
def passport_traveller(case: Case) -> Traveller:
    """Whom the watchlist is searched for."""
    application = Application.objects.get(case=case)
    return Traveller(
        application.name, application.birth_date, application.nik, application.old_number, "IDN"
    )


@papers_to_bring("936")
def passport_papers(case: Case) -> list[str]:
    """The originals that this applicant brings."""
    language = get_language() or "id"
    return [wanted.title.in_language(language) for wanted in requirements_of(case)]


offer(sop="936", code="passport", title=gettext_lazy("Passport"))
