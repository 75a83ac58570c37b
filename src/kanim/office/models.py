"""The office: where it is, its units, its people's postings and roles."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User


class Office(models.Model):
    """An immigration office. Every case, posting and counter belongs to one."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=150)
    address = models.TextField(blank=True)
    city = models.CharField(max_length=60)
    letter_prefix = models.CharField(max_length=40, help_text=_("Prefix of letter numbers"))
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A section or subsection of an office."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="units")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=150)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="unit_code_once")]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """What a posted person may do: the SOP lanes that the role works in, and its permissions."""

    code = models.SlugField(max_length=40, unique=True)
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    lanes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    permissions = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    requires_mfa = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name_id


class Posting(models.Model):
    """A person on duty in a role of an office, from a day until a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="postings")
    office = models.ForeignKey(Office, models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    role = models.ForeignKey(Role, models.PROTECT, related_name="postings")
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("begins")),
                name="posting_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "office", "role"],
                condition=Q(ends__isnull=True),
                name="posting_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role}"
