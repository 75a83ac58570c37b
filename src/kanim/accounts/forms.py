"""What an applicant says when opening an account."""

from __future__ import annotations

from django import forms
from django.core.validators import RegexValidator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import LANGUAGES, User

PHONE = RegexValidator(
    r"^\+?[0-9][0-9 \-]{7,18}$", _("Write a mobile number such as 0812 3456 7890.")
)


class SignUpDetails(forms.Form):
    """The fields that an account needs beside its e-mail address and password."""

    full_name = forms.CharField(label=_("Full name, as on the identity card"), max_length=150)
    phone = forms.CharField(label=_("Mobile number"), max_length=20, validators=[PHONE])

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by django-allauth; the adapter has saved the fields already."""


class Profile(forms.Form):
    """What a person may change about their own account."""

    phone = forms.CharField(
        label=_("Mobile number"), max_length=20, required=False, validators=[PHONE]
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, widget=forms.RadioSelect)
