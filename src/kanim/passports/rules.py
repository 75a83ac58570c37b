"""Pure rules of passports: who may have how long a book, when it ends, what it costs."""

from __future__ import annotations

from datetime import date

from kanim.people.rules import age_on

CHOICE_AGE = 21


def add_years(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 28 February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def validity_options(
    birth_date: date, is_married: bool, day: date, adult_age: int
) -> tuple[int, ...]:
    """Validities in years that an applicant may choose.

    Ten years only from ``adult_age`` (17) or when married (Permenkumham 18/2022, Pasal 2A).
    """
    if is_married or age_on(birth_date, day) >= adult_age:
        return (5, 10)
    return (5,)


def expiry_date(issued: date, years: int, birth_date: date, is_dual_national: bool) -> date:
    """The last day of a passport.

    A dual national's book does not outlive the day on which the choice is due, the 21st birthday
    (Permenkumham 18/2022, Pasal 2A).
    """
    expires = add_years(issued, years)
    if not is_dual_national:
        return expires
    return min(expires, add_years(birth_date, CHOICE_AGE))


def tariff_code(book: str, years: int) -> str:
    """The code of the dated tariff for a book (PP 45/2024)."""
    return f"passport.{book}.{years}"
