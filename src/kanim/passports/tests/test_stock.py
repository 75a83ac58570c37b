"""Blanks: received, allocated, voided, counted."""

import pytest
from django.db import IntegrityError, transaction

from kanim.passports.models import Blank, BlankMovement, Consignment
from kanim.passports.selectors_production import stock_counts, stock_free
from kanim.passports.services.stock import (
    UnableToAllocate,
    UnableToReceive,
    UnableToVoid,
    blank_allocate,
    blank_receive,
    blank_use,
    blank_void,
)
from kanim.passports.tests import factories

pytestmark = pytest.mark.django_db
NOW = factories.NOW


@pytest.fixture
def made():
    return factories.application()


@pytest.fixture
def duty(made):
    return factories.officer(made.case.office)


def receive(duty, first="X0000001", last="X0000003"):
    return blank_receive(
        book="regular", first=first, last=last, delivery_note="SJ-7", duty=duty, now=NOW
    )


def test_a_consignment_becomes_blanks_in_the_officers_keeping(duty):
    consignment = receive(duty)
    assert consignment.count == 3
    blanks = Blank.objects.order_by("serial")
    assert [blank.serial for blank in blanks] == ["X0000001", "X0000002", "X0000003"]
    assert {blank.keeper for blank in blanks} == {duty.user}
    assert stock_free(duty.office_id, "regular") == (3, "X0000001")


def test_an_overlapping_consignment_is_refused_whole(duty):
    receive(duty)
    with pytest.raises(UnableToReceive, match="X0000003"):
        receive(duty, "X0000003", "X0000009")
    assert Blank.objects.count() == 3
    assert Consignment.objects.count() == 1


@pytest.mark.parametrize(("first", "last"), [("X0000005", "X0000001"), ("X0000000", "X9999999")])
def test_no_range_or_too_long_a_one_is_refused(duty, first, last):
    with pytest.raises(UnableToReceive):
        receive(duty, first, last)


def test_the_lowest_serial_of_the_book_is_allocated(made, duty):
    receive(duty)
    blank = blank_allocate(case=made.case, book="regular", duty=duty, now=NOW)
    assert blank.serial == "X0000001"
    assert blank.case == made.case
    movement = BlankMovement.objects.get()
    assert (movement.kind, movement.by) == ("allocated", duty.user)


def test_an_empty_stock_says_whom_to_ask(made, duty):
    with pytest.raises(UnableToAllocate, match="Kasubsi"):
        blank_allocate(case=made.case, book="electronic", duty=duty, now=NOW)


def test_a_case_gets_one_living_blank_only(made, duty):
    receive(duty)
    blank_allocate(case=made.case, book="regular", duty=duty, now=NOW)
    with pytest.raises(UnableToAllocate):
        blank_allocate(case=made.case, book="regular", duty=duty, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Blank.objects.filter(serial="X0000002").update(state="allocated", case=made.case)


def test_blanks_of_another_office_are_not_touched(made):
    other = factories.officer(factories.office_make())
    receive(other)
    with pytest.raises(UnableToAllocate):
        blank_allocate(
            case=made.case, book="regular", duty=factories.officer(made.case.office), now=NOW
        )


def test_a_blank_is_used_once_and_void_for_ever(made, duty):
    receive(duty)
    blank = blank_allocate(case=made.case, book="regular", duty=duty, now=NOW)
    blank_use(blank=blank, duty=duty, now=NOW)
    with pytest.raises(UnableToAllocate):
        blank_use(blank=blank, duty=duty, now=NOW)
    blank_void(blank=blank, reason="rusak", duty=duty, now=NOW)
    with pytest.raises(UnableToVoid):
        blank_void(blank=blank, reason="rusak", duty=duty, now=NOW)
    after = blank_allocate(case=made.case, book="regular", duty=duty, now=NOW)
    assert after.serial == "X0000002"
    [regular, electronic] = stock_counts(duty.office_id)
    assert (regular.stock, regular.allocated, regular.void) == (1, 1, 1)
    assert electronic.stock == 0
