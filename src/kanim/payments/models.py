"""Bills and the money that came for them. Nothing that a bank reports is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kanim.cases.models import Case, Step
from kanim.exchange.models import Callback

if TYPE_CHECKING:
    from kanim.office.duty import Duty


class BillQuerySet(models.QuerySet["Bill"]):
    """Bills."""

    def visible_to(self, duty: Duty) -> BillQuerySet:
        """An applicant's own bills; those of the officer's office."""
        if duty.is_machine:
            return self
        if duty.is_applicant:
            return self.filter(case__applicant=duty.user)
        if not duty.is_staff:
            return self.none()
        return self.filter(case__office=duty.office_id)


class Bill(models.Model):
    """What one step of a case asks to be paid, under one billing code."""

    class State(models.TextChoices):
        OPEN = "open", _("To be paid")
        PAID = "paid", _("Paid")
        EXPIRED = "expired", _("Expired")
        CANCELLED = "cancelled", _("Cancelled")

    case = models.ForeignKey(Case, models.PROTECT, related_name="bills")
    step = models.OneToOneField(Step, models.PROTECT, related_name="bill")
    code = models.CharField(max_length=15, unique=True)
    payer = models.CharField(max_length=200)
    amount = models.PositiveBigIntegerField(help_text="Rp")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    objects = BillQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^8[0-9]{14}$"), name="bill_code_15_digits"
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="bill_amount_positive"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at__isnull=True)
                | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="bill_closed_with_a_time",
            ),
            # Lets the database compare a payment's amount with its bill's: see the migration.
            models.UniqueConstraint(fields=["id", "amount"], name="bill_amount_of_id"),
        ]
        indexes = [models.Index(fields=["case", "-issued_at"], name="bill_by_case")]

    def __str__(self) -> str:
        return self.code


class BillItem(models.Model):
    """One line of a bill, with the tariff as it was on the day of issue."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="items")
    tariff = models.CharField(max_length=60)
    name_id = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    quantity = models.PositiveSmallIntegerField(default=1)
    unit_amount = models.PositiveBigIntegerField(help_text="Rp")
    amount = models.PositiveBigIntegerField(help_text="Rp")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(amount=F("quantity") * F("unit_amount")), name="bill_item_adds_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name_id} × {self.quantity}"

    @property
    def name(self) -> str:
        """The tariff's name in the language of the page."""
        from django.utils.translation import get_language

        return self.name_en if get_language() == "en" else self.name_id


class PaymentQuerySet(models.QuerySet["Payment"]):
    """Payments."""

    def visible_to(self, duty: Duty) -> PaymentQuerySet:
        """Those for the officer's office; an applicant's own."""
        if duty.is_machine:
            return self
        if duty.is_applicant:
            return self.filter(bill__case__applicant=duty.user)
        if not duty.is_staff:
            return self.none()
        return self.filter(bill__case__office=duty.office_id)

    def unresolved(self) -> PaymentQuerySet:
        """Money that settled nothing and that nobody has dealt with yet."""
        return self.filter(
            standing__in=[Payment.Standing.LATE, Payment.Standing.SURPLUS],
            resolved_at__isnull=True,
        )


class Payment(models.Model):
    """Money for a bill, as a bank reported it and the treasury confirmed it."""

    class Standing(models.TextChoices):
        REPORTED = "reported", _("Being verified")
        SETTLED = "settled", _("Settled")
        LATE = "late", _("Too late")
        SURPLUS = "surplus", _("Paid twice")
        REJECTED = "rejected", _("Not confirmed by the treasury")

    bill = models.ForeignKey(Bill, models.PROTECT, related_name="payments")
    callback = models.ForeignKey(Callback, models.PROTECT, related_name="+")
    ntpn = models.CharField("NTPN", max_length=16, unique=True)
    ntb = models.CharField("NTB", max_length=20, blank=True)
    channel = models.CharField(_("paid at"), max_length=60)
    amount = models.PositiveBigIntegerField(help_text="Rp")
    paid_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    standing = models.CharField(max_length=8, choices=Standing, default=Standing.REPORTED)
    verified_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    next_at = models.DateTimeField()
    resolution = models.CharField(max_length=300, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = PaymentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bill"], condition=Q(standing="settled"), name="payment_settles_once"
            ),
            models.CheckConstraint(
                condition=Q(ntpn__regex=r"^[0-9A-Z]{16}$"), name="payment_ntpn_16"
            ),
            models.CheckConstraint(
                condition=Q(standing="reported") | Q(verified_at__isnull=False),
                name="payment_verified_before_it_counts",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True)
                | Q(resolution__gt="", resolved_by__isnull=False, standing__in=["late", "surplus"]),
                name="payment_resolved_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["paid_at"], name="payment_by_day"),
            models.Index(fields=["next_at"], name="payment_due", condition=Q(standing="reported")),
        ]

    def __str__(self) -> str:
        return self.ntpn

    @property
    def paid_in_time(self) -> bool:
        """Whether the payer kept the deadline, whenever the bank told us."""
        return self.paid_at <= self.bill.expires_at
