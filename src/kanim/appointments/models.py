"""Service hours, the places that they offer, and who comes when."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kanim.cases.models import Case
from kanim.office.duty import Duty
from kanim.office.models import Office

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Weekday(models.IntegerChoices):
    """Days of the week, Monday first."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class TemplateQuerySet(models.QuerySet["SlotTemplate"]):
    """Weekly service hours."""

    def visible_to(self, duty: Duty) -> TemplateQuerySet:
        """Those of the officer's own office."""
        if duty.is_machine:
            return self
        return self.filter(office=duty.office_id) if duty.is_staff else self.none()


class SlotTemplate(models.Model):
    """Service hours that repeat every week, with how many people can be served in them."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="slot_templates")
    service = models.CharField(max_length=30)
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday)
    starts = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    capacity = models.PositiveSmallIntegerField(_("places"))

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "service", "weekday", "starts"], name="slot_template_once"
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="slot_template_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6), name="slot_template_weekday_exists"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.get_weekday_display()} {self.starts:%H.%M}"


class SlotQuerySet(models.QuerySet["Slot"]):
    """Places."""

    def visible_to(self, duty: Duty) -> SlotQuerySet:
        """All to applicants, who choose among them; an officer's own office's."""
        if duty.is_machine or duty.is_applicant:
            return self
        return self.filter(office=duty.office_id) if duty.is_staff else self.none()

    def free(self, now: datetime) -> SlotQuerySet:
        """Those still ahead that have a place left."""
        return self.filter(taken__lt=F("capacity"), starts_at__gt=now)


class Slot(models.Model):
    """A time at an office, and how many of its places are taken. Never more than there are."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="slots")
    service = models.CharField(max_length=30)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveSmallIntegerField()
    taken = models.PositiveSmallIntegerField(default=0)

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "service", "starts_at"], name="slot_once"),
            models.CheckConstraint(
                condition=Q(taken__gte=0, taken__lte=F("capacity")), name="slot_never_overbooked"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="slot_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {timezone.localtime(self.starts_at):%Y-%m-%d %H.%M}"

    @property
    def day(self) -> date:
        """The local day."""
        return timezone.localdate(self.starts_at)

    @property
    def remaining(self) -> int:
        """Free places."""
        return max(0, self.capacity - self.taken)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments."""

    def visible_to(self, duty: Duty) -> AppointmentQuerySet:
        """An applicant's own; those at the officer's office."""
        if duty.is_machine:
            return self
        if duty.is_applicant:
            return self.filter(case__applicant=duty.user)
        return self.filter(slot__office=duty.office_id) if duty.is_staff else self.none()

    def active(self) -> AppointmentQuerySet:
        """Those that hold a place."""
        return self.exclude(state="released")


class Appointment(models.Model):
    """A case's place in a slot."""

    class State(models.TextChoices):
        BOOKED = "booked", _("Booked")
        ARRIVED = "arrived", _("Arrived")
        RELEASED = "released", _("Released")

    case = models.ForeignKey(Case, models.PROTECT, related_name="appointments")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="appointments")
    state = models.CharField(max_length=8, choices=State, default=State.BOOKED)
    moves = models.PositiveSmallIntegerField(default=0)
    booked_at = models.DateTimeField()
    arrived_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=~Q(state="released"), name="appointment_active_once"
            ),
            models.CheckConstraint(
                condition=Q(state="booked", arrived_at__isnull=True, released_at__isnull=True)
                | Q(state="arrived", arrived_at__isnull=False, released_at__isnull=True)
                | Q(state="released", released_at__isnull=False),
                name="appointment_state_with_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.slot}"

    @property
    def state_label(self) -> StrOrPromise:
        """The state in words."""
        return self.get_state_display()
