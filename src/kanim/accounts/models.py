"""Who may sign in: the office's staff and the public's applicants."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]


class User(AbstractUser):
    """A person with a sign-in name. What staff may do is said by their posting (office app)."""

    class Kind(models.TextChoices):
        APPLICANT = "applicant", _("Applicant")
        STAFF = "staff", _("Staff")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.APPLICANT)
    full_name = models.CharField(_("full name"), max_length=150)
    phone = models.CharField(_("mobile number"), max_length=20, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="id")
    password_is_temporary = models.BooleanField(
        default=False, help_text=_("Given by the office; must be changed at the first sign-in")
    )

    # Indonesian names have no family part.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]

    REQUIRED_FIELDS = ["email"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def get_full_name(self) -> str:
        return self.full_name

    @property
    def is_officer(self) -> bool:
        """Whether this account belongs to the office's staff."""
        return self.kind == self.Kind.STAFF
