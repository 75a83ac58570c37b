"""Persons known to the office and their travel documents."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kanim.people.querysets import PersonalQuerySet


class Person(models.Model):
    """A citizen or a foreigner, as last verified."""

    class Sex(models.TextChoices):
        MALE = "M", _("Male")
        FEMALE = "F", _("Female")

    nik = models.CharField("NIK", max_length=16, blank=True)
    niora = models.CharField("NIORA", max_length=20, blank=True)
    name = models.CharField(_("full name"), max_length=150)
    birth_place = models.CharField(_("place of birth"), max_length=80, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    nationality = models.CharField(_("nationality"), max_length=3, default="IDN")

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nik"], condition=Q(nik__gt=""), name="person_nik_once"
            ),
            models.UniqueConstraint(
                fields=["niora"], condition=Q(niora__gt=""), name="person_niora_once"
            ),
            models.CheckConstraint(
                condition=Q(nik="") | Q(nik__regex=r"^[0-9]{16}$"), name="person_nik_16_digits"
            ),
        ]
        indexes = [GinIndex(fields=["name"], name="person_name", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.name


class TravelDocument(models.Model):
    """A passport or other travel document, issued here or shown to us."""

    class Status(models.TextChoices):
        VALID = "valid", _("Valid")
        REPLACED = "replaced", _("Replaced")
        LOST = "lost", _("Lost")
        DAMAGED = "damaged", _("Damaged")
        CANCELLED = "cancelled", _("Cancelled")

    person = models.ForeignKey(Person, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=2, default="P")
    number = models.CharField(max_length=20)
    issuing_state = models.CharField(max_length=3, default="IDN")
    issued_at = models.CharField(_("place of issue"), max_length=80, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.VALID)

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuing_state", "number"], name="document_number_once"
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gt=F("issued_on")),
                name="document_expires_after_issue",
            ),
        ]
        indexes = [models.Index(fields=["number"], name="document_by_number")]

    def __str__(self) -> str:
        return self.number


class DualNational(models.Model):
    """A registered child of dual nationality, who chooses at 18 and at the latest at 21."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="dual_nationality")
    other_nationality = models.CharField(max_length=3)
    register_number = models.CharField(max_length=40, unique=True)
    registered_on = models.DateField()

    objects = PersonalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(other_nationality="IDN"), name="dual_national_has_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.other_nationality})"
