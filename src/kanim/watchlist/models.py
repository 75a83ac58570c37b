"""The watchlist: who may not leave (prevention) or enter (denial), and hits against it.

Permenimipas 13/2025, Pasal 13 says what an entry must hold.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User
from kanim.audit.sealed import SealedTextField
from kanim.cases.models import Case
from kanim.people.models import Person
from kanim.watchlist.querysets import EntryQuerySet

AGREEING = {
    "nik": "NIK",
    "document": _("travel document"),
    "name": _("name"),
    "birth_date": _("date of birth"),
}
"""What ``rules.agreements`` names, as an officer reads it."""


class Entry(models.Model):
    """One person on the list. It stops matching by itself when its time ends or it is lifted."""

    class Kind(models.TextChoices):
        PREVENTION = "prevention", _("Prevention (leaving)")
        DENIAL = "denial", _("Denial (entering)")

    reference = models.CharField(_("reference"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    name = models.CharField(_("name"), max_length=150)
    aliases = ArrayField(models.CharField(max_length=150), default=list, blank=True)
    keys = ArrayField(models.CharField(max_length=150), default=list, editable=False)
    sex = models.CharField(_("sex"), max_length=1, choices=Person.Sex, blank=True)
    birth_place = models.CharField(_("place of birth"), max_length=80, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    nationality = models.CharField(_("nationality"), max_length=3, blank=True)
    nik = models.CharField("NIK", max_length=16, blank=True)
    document_number = models.CharField(_("travel document"), max_length=20, blank=True)
    requester = models.CharField(_("requested by"), max_length=150)
    reason = SealedTextField(_("reason"))
    legal_basis = models.CharField(_("legal basis"), max_length=200, blank=True)
    begins = models.DateField(_("from"))
    ends = models.DateField(_("until"))
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="entry_ends_later"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="entry_approved_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Hit(models.Model):
    """A person of a case who may be the one on an entry, and what was decided about it."""

    class Decision(models.TextChoices):
        SAME = "same_person", _("Same person")
        OTHER = "not_same", _("Not the same person")
        UNKNOWN = "cannot_tell", _("Cannot be told")

    case = models.ForeignKey(Case, models.PROTECT, related_name="watchlist_hits")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="hits")
    agrees = ArrayField(models.CharField(max_length=40), default=list)
    found_at = models.DateTimeField()
    decision = models.CharField(max_length=12, choices=Decision, blank=True)
    reason = SealedTextField(blank=True, default="")
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "entry"], condition=Q(decision=""), name="hit_open_once"
            )
        ]
        indexes = [models.Index(fields=["person", "entry", "decision"], name="hit_of_a_pair")]

    def __str__(self) -> str:
        return f"{self.case}: {self.entry}"

    @property
    def agreements(self) -> list[str]:
        """What agrees with the entry, in the reader's language."""
        return [str(AGREEING[part]) for part in self.agrees]
