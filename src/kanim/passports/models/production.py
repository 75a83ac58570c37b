"""Blanks and what becomes of them: every blank has one serial, one keeper, one fate."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User
from kanim.audit.sealed import SealedBinaryField
from kanim.cases.models import Case
from kanim.office.duty import Duty
from kanim.office.models import Office

SERIAL = r"^[A-Z][0-9]{7}$"


class Book(models.TextChoices):
    """The kinds of passport book; the same codes as ``Application.Book``."""

    REGULAR = "regular", _("Ordinary")
    ELECTRONIC = "electronic", _("Electronic")


class Consignment(models.Model):
    """A delivery of blanks with consecutive serials, as it was received and counted."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="blank_consignments")
    book = models.CharField(_("kind of passport"), max_length=10, choices=Book)
    first = models.CharField(_("first serial"), max_length=8)
    last = models.CharField(_("last serial"), max_length=8)
    count = models.PositiveIntegerField(_("blanks"))
    delivery_note = models.CharField(_("number of the delivery note"), max_length=80)
    received_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first__regex=SERIAL, last__regex=SERIAL, last__gte=F("first")),
                name="consignment_of_consecutive_serials",
            ),
            models.UniqueConstraint(
                fields=["office", "delivery_note", "first"], name="consignment_once"
            ),
        ]
        indexes = [models.Index(fields=["office", "-received_at"], name="consignment_by_office")]

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


class BlankQuerySet(models.QuerySet["Blank"]):
    """Blanks."""

    def visible_to(self, duty: Duty) -> BlankQuerySet:
        """The blanks of the officer's office."""
        if duty.is_machine:
            return self
        return self.filter(office=duty.office_id) if duty.is_staff else self.none()


class Blank(models.Model):
    """A numbered passport book that has not been, is being, or was filled in."""

    Book = Book

    class State(models.TextChoices):
        IN_STOCK = "stock", _("In stock")
        ALLOCATED = "allocated", _("Allocated")
        USED = "used", _("Used")
        VOID = "void", _("Void")

    office = models.ForeignKey(Office, models.PROTECT, related_name="blanks")
    consignment = models.ForeignKey(Consignment, models.PROTECT, related_name="blanks")
    serial = models.CharField(max_length=8, unique=True)
    book = models.CharField(max_length=10, choices=Book)
    state = models.CharField(max_length=10, choices=State, default=State.IN_STOCK)
    keeper = models.ForeignKey(User, models.PROTECT, null=True, related_name="blanks_kept")
    received_at = models.DateTimeField()
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="passport_blanks"
    )
    changed_at = models.DateTimeField()
    void_reason = models.TextField(blank=True)

    objects = BlankQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(serial__regex=SERIAL), name="blank_serial_letter_7_digits"
            ),
            models.CheckConstraint(
                condition=Q(state="stock", case__isnull=True) | ~Q(state="stock"),
                name="blank_in_stock_has_no_case",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["allocated", "used"]) | Q(case__isnull=False),
                name="blank_allocated_to_a_case",
            ),
            models.CheckConstraint(
                condition=~Q(state="void") | Q(void_reason__gt=""), name="blank_void_with_reason"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["allocated", "used"]),
                name="blank_one_living_a_case",
            ),
        ]
        indexes = [
            models.Index(
                fields=["office", "book", "serial"],
                condition=Q(state="stock"),
                name="blank_in_stock",
            ),
            models.Index(fields=["office", "book", "state"], name="blank_counted"),
        ]

    def __str__(self) -> str:
        return self.serial


class BlankMovement(models.Model):
    """One change of a blank's fate: when, by whom, for which case. Never changed afterwards."""

    class Kind(models.TextChoices):
        ALLOCATED = "allocated", _("Allocated")
        USED = "used", _("Printed")
        VOIDED = "voided", _("Voided")

    blank = models.ForeignKey(Blank, models.PROTECT, related_name="movements")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            # A blank goes each way once: what was voided or printed never comes back.
            models.UniqueConstraint(fields=["blank", "kind"], name="blank_moves_each_way_once")
        ]
        indexes = [models.Index(fields=["office", "-at"], name="blank_movement_by_day")]

    def __str__(self) -> str:
        return f"{self.blank_id}: {self.kind}"


class Passport(models.Model):
    """A passport in production and after it; its number is its blank's serial."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("Ready to print")
        PRINTED = "printed", _("Printed")
        ENDORSED = "endorsed", _("Endorsed")
        HANDED_OVER = "handed_over", _("Handed over")
        CANCELLED = "cancelled", _("Cancelled")

    case = models.ForeignKey(Case, models.PROTECT, related_name="passports")
    blank = models.OneToOneField(Blank, models.PROTECT, related_name="passport")
    state = models.CharField(max_length=12, choices=State, default=State.PREPARED)
    issued_on = models.DateField()
    expires_on = models.DateField()
    mrz = models.CharField(max_length=89)
    # Sealed at rest like the photograph that it shows; it is read only through `page_views`.
    page = SealedBinaryField(purpose="passports.passport.page")
    prepared_at = models.DateTimeField()
    printed_at = models.DateTimeField(null=True, blank=True)
    endorsed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    endorsed_at = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=200, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("issued_on")), name="passport_expires_later"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled")
                | Q(cancelled_at__isnull=False, cancel_reason__gt=""),
                name="passport_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["endorsed", "handed_over"])
                | Q(printed_at__isnull=False, endorsed_at__isnull=False),
                name="passport_endorsed_after_printing",
            ),
            models.CheckConstraint(
                condition=~Q(state="handed_over")
                | Q(handed_over_at__isnull=False, received_by__gt=""),
                name="passport_handed_over_to_somebody",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=~Q(state="cancelled"),
                name="passport_one_living_a_case",
            ),
        ]

    def __str__(self) -> str:
        return self.blank.serial

    @property
    def mrz_lines(self) -> list[str]:
        """The two lines of the machine readable zone."""
        return self.mrz.split("\n")


class ProductionFailure(models.Model):
    """A failed print, MRZ reading, lamination or quality check, and its blank's cancellation."""

    class Stage(models.TextChoices):
        PRINT = "print", _("Printing")
        MRZ = "read_mrz", _("MRZ reading")
        LAMINATION = "laminate", _("Lamination")
        QUALITY = "quality", _("Quality check")
        ENDORSEMENT = "endorse", _("Endorsement")

    class Decision(models.TextChoices):
        REPLACE = "replace", _("Replace the blank")
        STOP = "stop", _("Stop the application")

    case = models.ForeignKey(Case, models.PROTECT, related_name="production_failures")
    blank = models.OneToOneField(Blank, models.PROTECT, related_name="failure")
    stage = models.CharField(max_length=10, choices=Stage)
    description = models.TextField()
    reported_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField()
    record = models.TextField(_("record"), blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=Decision, blank=True)
    decision_reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    destroyed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    destroyed_at = models.DateTimeField(null=True, blank=True)
    witness = models.CharField(max_length=150, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_at__isnull=True) | Q(decision="replace", witness__gt=""),
                name="failure_destroyed_by_order_before_a_witness",
            )
        ]

    def __str__(self) -> str:
        return f"{self.blank}: {self.stage}"
