"""The application for a passport with the 16 data items of SOP 936 (identification of steps, d)."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kanim.cases.models import Case
from kanim.people.models import Person

NIK = RegexValidator(r"^[0-9]{16}$", _("A NIK has 16 digits. Copy it from the identity card."))


class Application(models.Model):
    """What the applicant asks for and says; kept as typed, so that nothing is asked twice."""

    class Kind(models.TextChoices):
        NEW = "new", _("New passport")
        REPLACEMENT = "replacement", _("Replacement of an old passport")

    class Book(models.TextChoices):
        REGULAR = "regular", _("Ordinary passport, not electronic")
        ELECTRONIC = "electronic", _("Electronic passport")

    class Civil(models.TextChoices):
        SINGLE = "single", _("Not married")
        MARRIED = "married", _("Married")
        DIVORCED = "divorced", _("Divorced")
        WIDOWED = "widowed", _("Widowed")

    case = models.OneToOneField(Case, models.PROTECT, related_name="passport_application")
    kind = models.CharField(_("kind of application"), max_length=12, choices=Kind)
    book = models.CharField(
        _("kind of passport"), max_length=10, choices=Book, default=Book.REGULAR
    )
    validity_years = models.PositiveSmallIntegerField(_("validity"), default=5)

    # 1–5
    name = models.CharField(_("full name"), max_length=150, blank=True)
    birth_place = models.CharField(_("place of birth"), max_length=80, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Person.Sex, blank=True)
    occupation = models.CharField(_("occupation"), max_length=80, blank=True)
    civil_status = models.CharField(_("civil status"), max_length=10, choices=Civil, blank=True)

    # 6–9
    nik = models.CharField(_("identity number (NIK)"), max_length=16, blank=True, validators=[NIK])
    identity_place = models.CharField(_("place of issue"), max_length=80, blank=True)
    identity_issued = models.DateField(_("date of issue"), null=True, blank=True)
    identity_expires = models.DateField(
        _("valid until"), null=True, blank=True, help_text=_("Leave empty if valid for life.")
    )

    # 10–13
    home_address = models.TextField(_("home address"), blank=True)
    home_phone = models.CharField(_("mobile number"), max_length=20, blank=True)
    office_address = models.TextField(_("office address"), blank=True)
    office_phone = models.CharField(_("office telephone"), max_length=20, blank=True)
    parents_address = models.TextField(_("parents' address"), blank=True)
    parents_phone = models.CharField(_("parents' telephone"), max_length=20, blank=True)
    former_address = models.TextField(_("former address"), blank=True)
    former_phone = models.CharField(_("former telephone"), max_length=20, blank=True)

    # 14–16
    father_name = models.CharField(_("father's name"), max_length=150, blank=True)
    father_nationality = models.CharField(_("father's nationality"), max_length=3, default="IDN")
    father_birth_place = models.CharField(_("father's place of birth"), max_length=80, blank=True)
    father_birth_date = models.DateField(_("father's date of birth"), null=True, blank=True)
    mother_name = models.CharField(_("mother's name"), max_length=150, blank=True)
    mother_nationality = models.CharField(_("mother's nationality"), max_length=3, default="IDN")
    mother_birth_place = models.CharField(_("mother's place of birth"), max_length=80, blank=True)
    mother_birth_date = models.DateField(_("mother's date of birth"), null=True, blank=True)
    spouse_name = models.CharField(_("name of husband or wife"), max_length=150, blank=True)
    spouse_nationality = models.CharField(
        _("nationality of husband or wife"), max_length=3, default="IDN"
    )
    spouse_birth_place = models.CharField(
        _("place of birth of husband or wife"), max_length=80, blank=True
    )
    spouse_birth_date = models.DateField(
        _("date of birth of husband or wife"), null=True, blank=True
    )

    old_number = models.CharField(_("number of the old passport"), max_length=12, blank=True)
    old_issued = models.DateField(_("date of issue of the old passport"), null=True, blank=True)
    old_expires = models.DateField(_("expiry of the old passport"), null=True, blank=True)
    name_changed = models.BooleanField(
        _("I have changed my name by a decision of an authority"), default=False
    )
    naturalised = models.BooleanField(_("I became a citizen by naturalisation"), default=False)

    screens = models.JSONField(default=list, help_text=_("Screens that were filled in"))
    consent_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    email = models.EmailField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(validity_years__in=[5, 10]), name="application_validity_5_or_10"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(consent_at__isnull=False),
                name="application_submitted_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.name}"

    @property
    def is_married(self) -> bool:
        """Whether the spouse is asked for."""
        return self.civil_status == self.Civil.MARRIED
