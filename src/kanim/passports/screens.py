"""The applicant's screens of row 1, in order: one thing at a time, nothing asked twice."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kanim.passports.forms import screens as forms
from kanim.passports.models import Application


@dataclass(frozen=True, slots=True)
class Screen:
    """One page of the application with its form."""

    code: str
    title: str | Promise
    lead: str | Promise
    form: type[forms.ScreenForm] | None


SCREENS = (
    Screen("diri", _("About you"), _("As on your identity card."), forms.PersonForm),
    Screen("paspor", _("Your passport"), _("Which passport do you need?"), forms.BookForm),
    Screen("identitas", _("Identity card"), _("Copy these from the card."), forms.IdentityForm),
    Screen("alamat", _("Addresses"), _("Where can we reach you?"), forms.AddressForm),
    Screen("orang-tua", _("Parents"), _("As on the birth certificate."), forms.ParentsForm),
    Screen("pasangan", _("Husband or wife"), _("As on the marriage book."), forms.SpouseForm),
    Screen("berkas", _("Papers"), _("Take a clear photo of each paper."), None),
    Screen("periksa", _("Check and send"), _("Is everything right?"), forms.ConsentForm),
)


def screens_for(application: Application) -> list[Screen]:
    """The screens that this applicant goes through: the spouse only of those who are married."""
    return [screen for screen in SCREENS if screen.code != "pasangan" or application.is_married]


def screen_after(application: Application, code: str) -> Screen:
    """The screen that follows one; the last follows itself."""
    screens = screens_for(application)
    codes = [screen.code for screen in screens]
    position = codes.index(code) + 1 if code in codes else 0
    return screens[min(position, len(screens) - 1)]


def first_open(application: Application) -> Screen:
    """The first screen that has not been filled in, where a returning applicant goes on."""
    screens = screens_for(application)
    return next((one for one in screens if one.code not in application.screens), screens[-1])
