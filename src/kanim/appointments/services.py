"""Booking, moving, keeping and releasing appointments. No slot is ever overbooked.

A place is taken by one conditional UPDATE: the database lets through as many as there are places,
however many people press the button at once.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kanim.appointments.models import Appointment, Slot
from kanim.appointments.offers import service_of
from kanim.appointments.permissions import MANAGE
from kanim.appointments.rules import case_number_in, move_refusal
from kanim.appointments.selectors import CHECK_IN, DAYS_BEFORE, MOVES, appointment_of, figure
from kanim.audit.services import entry_write
from kanim.cases.errors import CaseEnded, NotYours, UnableToPerform
from kanim.cases.log import deadline_set, sop_of
from kanim.cases.models import Case, Step
from kanim.cases.services import step_complete
from kanim.office.duty import Duty, actor_of
from kanim.office.selectors import calendar_of

State = Appointment.State


class UnableToBook(UnableToPerform):
    """The slot cannot be booked."""


class UnableToMove(UnableToPerform):
    """The appointment stays where it is."""


class UnableToCheckIn(UnableToPerform):
    """The visitor cannot be checked in now."""


@transaction.atomic
def appointment_book(*, case: Case, slot_id: int, now: datetime) -> Appointment:
    """Take a place for a case that holds none; UnableToBook if the slot is full, past or elsewhere."""
    if appointment_of(case) is not None:
        raise UnableToBook(_("You have an appointment already. Move it instead."))
    _place_take(case, slot_id, now)
    return Appointment.objects.create(case=case, slot_id=slot_id, booked_at=now)


@transaction.atomic
def appointment_move(
    *, case_id: int, slot_id: int, duty: Duty, now: datetime, reason: str = ""
) -> Appointment:
    """Move a case's appointment to another slot.

    An applicant may until the day before, as often as the office allows; an officer who manages
    appointments may at any time, with a reason (facts §3: the office's fault, illness, force
    majeure). UnableToMove or UnableToBook otherwise.
    """
    case, step = _case_locked(case_id)
    appointment = appointment_of(case)
    if appointment is None or appointment.state != State.BOOKED:
        raise UnableToMove(_("There is no appointment that could be moved."))
    by_office = duty.is_staff and duty.may(MANAGE) and duty.office_id == case.office_id
    if by_office and not reason.strip():
        raise UnableToMove(_("Write why the office moves this appointment."))
    if not by_office:
        _refuse_move(appointment, duty, now)
    if slot_id == appointment.slot_id:
        raise UnableToMove(_("This is the appointment that you have. Choose another time."))
    _slots_lock(appointment.slot_id, slot_id)
    _place_take(case, slot_id, now)
    _place_free(appointment.slot_id)
    before = appointment.slot
    appointment.slot = Slot.objects.select_related("office").get(pk=slot_id)
    appointment.moves += 0 if by_office else 1
    appointment.save(update_fields=["slot", "moves"])
    _deadline_follow(case, step, now)
    detail = {"from": before.starts_at, "to": appointment.slot.starts_at, "reason": reason}
    _audit(case, "appointment.moved", duty, now, detail)
    return appointment


@transaction.atomic
def appointment_release(*, case: Case, duty: Duty, now: datetime) -> bool:
    """Give a place back that was not used; False if there is none or the applicant came."""
    appointment = (
        Appointment.objects.select_for_update().filter(case=case, state=State.BOOKED).first()
    )
    if appointment is None:
        return False
    appointment.state, appointment.released_at = State.RELEASED, now
    appointment.save(update_fields=["state", "released_at"])
    _place_free(appointment.slot_id)
    _audit(case, "appointment.released", duty, now, {})
    return True


def check_in_refuse(*, case: Case, now: datetime) -> Appointment:
    """The appointment with which a visitor may be checked in now; UnableToCheckIn says why not."""
    appointment = appointment_of(case)
    if appointment is None:
        raise UnableToCheckIn(_("This application has no appointment. Make one first."))
    if appointment.state == State.ARRIVED:
        raise UnableToCheckIn(_("The visitor has been checked in already."))
    if timezone.localdate(now) < appointment.slot.day:
        day = date_format(timezone.localtime(appointment.slot.starts_at), "l, j F Y H:i")
        raise UnableToCheckIn(
            _("The appointment is on %(day)s. Come then, or move it first.") % {"day": day}
        )
    return appointment


def arrival_record(*, case: Case, now: datetime) -> Appointment:
    """Note that the applicant came. Called inside the step's transaction."""
    appointment = check_in_refuse(case=case, now=now)
    appointment.state, appointment.arrived_at = State.ARRIVED, now
    appointment.save(update_fields=["state", "arrived_at"])
    return appointment


@transaction.atomic
def arrival_check_in(*, number: str, duty: Duty, now: datetime) -> Step | None:
    """Check a visitor in by case number or scanned QR, at the desk or the kiosk.

    Returns the step that opened. UnableToCheckIn, or what the engine refuses, says what to do.
    """
    wanted = case_number_in(number)
    steps = Step.objects.open().filter(case__number=wanted, activity=CHECK_IN)
    if not duty.is_machine or duty.office_id is not None:
        steps = steps.filter(office=duty.office_id)
    step = steps.select_related("case").first()
    if step is None:
        raise _nobody_expected(wanted, duty)
    if duty.is_machine:
        # The kiosk stands in for the information desk (SOP 936 row 3).
        duty = Duty(None, duty.office_id, lanes=duty.lanes | {step.lane})
    return step_complete(step_id=step.pk, duty=duty, now=now)


def _nobody_expected(number: str, duty: Duty) -> UnableToCheckIn:
    case = Case.objects.filter(number=number, office=duty.office_id).first()
    if case is None:
        return UnableToCheckIn(_("No application has this number. Check it, then try again."))
    step = case.steps.open().first()
    if step is not None and step.activity == "payments.settle":
        return UnableToCheckIn(_("The payment has not been received yet. Pay first."))
    if appointment_of(case) is not None and step is not None and step.activity != CHECK_IN:
        return UnableToCheckIn(
            _("This visitor has been checked in already, or is not expected yet.")
        )
    return UnableToCheckIn(_("This application awaits no visit. Ask at the information desk."))


def _refuse_move(appointment: Appointment, duty: Duty, now: datetime) -> None:
    case = appointment.case
    if not duty.is_applicant or duty.user is None or case.applicant_id != duty.user.pk:
        raise NotYours(_("This is not your application."))
    today = timezone.localdate(now)
    refusal = move_refusal(
        appointed=appointment.slot.day,
        today=today,
        days_before=figure(DAYS_BEFORE, today, case.office_id, 1),
        moves=appointment.moves,
        allowed=figure(MOVES, today, case.office_id, 1),
    )
    if refusal == "too_often":
        raise UnableToMove(
            _("You have moved this appointment as often as is allowed. Ask the office for help.")
        )
    if refusal == "too_late":
        raise UnableToMove(
            _("Appointments can be moved until the day before. Ask the office for help.")
        )


def _place_take(case: Case, slot_id: int, now: datetime) -> None:
    slots = Slot.objects.filter(pk=slot_id, office=case.office_id, service=service_of(case))
    slot = slots.first()
    if slot is None or slot.starts_at <= now:
        raise UnableToBook(_("This time cannot be chosen any more. Choose another."))
    if not calendar_of(case.office_id).is_working_day(slot.day):
        raise UnableToBook(_("The office is closed on that day. Choose another."))
    if not slots.free(now).update(taken=F("taken") + 1):
        raise UnableToBook(_("The last place at this time has just been taken. Choose another."))


def _place_free(slot_id: int) -> None:
    Slot.objects.filter(pk=slot_id, taken__gt=0).update(taken=F("taken") - 1)


def _slots_lock(*ids: int) -> None:
    """Lock slots in the order of their keys, so that two who swap times never wait for each other."""
    list(Slot.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def _case_locked(case_id: int) -> tuple[Case, Step]:
    """The case and its open step, locked in the engine's order."""
    step = (
        Step.objects.open()
        .filter(case=case_id)
        .select_related("case")
        .select_for_update(of=("self", "case"))
        .first()
    )
    if step is None:
        raise CaseEnded(_("The case has ended."))
    return step.case, step


def _deadline_follow(case: Case, step: Step, now: datetime) -> None:
    """The open step's deadline follows the appointment where its SOP says so."""
    _sop, plan = sop_of(case, step)
    if plan.deadline is not None and plan.deadline.until is not None:
        deadline_set(case=case, step=step, deadline=plan.deadline, now=now)


def _audit(case: Case, verb: str, duty: Duty, now: datetime, detail: dict[str, object]) -> None:
    entry_write(
        actor=actor_of(duty),
        office_id=case.office_id,
        verb=verb,
        target=case.target,
        detail=detail,
        now=now,
    )
