from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from allauth.account.models import EmailAddress

from kanim.audit.models import Entry
from kanim.office.duty import Duty, duty_of
from kanim.office.models import Posting
from kanim.office.services import (
    UnableToPost,
    account_open,
    account_unlock,
    posting_begin,
    posting_end,
)
from kanim.office.tests.factories import (
    duty_make,
    office_make,
    officer_make,
    role_make,
    unit_make,
    user_make,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Makassar"))
TODAY = NOW.date()


def open_one(duty: Duty, name: str = "tono"):
    return account_open(
        duty=duty, username=name, full_name="Tono", email=f"{name}@kanim.example", now=NOW
    )


def test_new_account_has_a_temporary_password_and_a_vouched_address() -> None:
    opened = open_one(duty_make())
    assert opened.user.check_password(opened.password)
    assert opened.user.password_is_temporary
    assert opened.user.is_officer
    assert EmailAddress.objects.get(user=opened.user).verified
    assert opened.password not in str(list(Entry.objects.values()))


def test_taken_names_and_addresses() -> None:
    duty = duty_make()
    open_one(duty)
    with pytest.raises(UnableToPost):
        open_one(duty, "TONO")
    with pytest.raises(UnableToPost):
        account_open(duty=duty, username="lain", full_name="-", email="Tono@kanim.example", now=NOW)


def test_posting_begins_and_ends() -> None:
    duty = duty_make()
    user = open_one(duty).user
    role = role_make(lanes=["lantaskim"], permissions=["tickets.call"])
    assert not duty_of(user, today=TODAY).is_staff
    posting = posting_begin(duty=duty, user=user, role=role, begins=TODAY, now=NOW)
    assert duty_of(user, today=TODAY).lanes == {"lantaskim"}
    with pytest.raises(UnableToPost):
        posting_begin(duty=duty, user=user, role=role, begins=TODAY, now=NOW)
    posting_end(duty=duty, posting_id=posting.pk, last_day=TODAY, now=NOW)
    assert duty_of(user, today=TODAY).may("tickets.call")
    assert not duty_of(user, today=TODAY + timedelta(days=1)).is_staff
    with pytest.raises(UnableToPost):
        posting_end(duty=duty, posting_id=posting.pk, last_day=TODAY, now=NOW)
    verbs = Entry.objects.filter(target=f"user:{user.pk}").order_by("sequence")
    assert [entry.verb for entry in verbs] == ["account.opened", "posting.begun", "posting.ended"]


def test_nobody_posts_themselves_or_an_applicant_or_to_a_foreign_unit() -> None:
    duty = duty_make()
    role = role_make()
    assert duty.user is not None
    with pytest.raises(UnableToPost):
        posting_begin(duty=duty, user=duty.user, role=role, begins=TODAY, now=NOW)
    with pytest.raises(UnableToPost):
        posting_begin(duty=duty, user=user_make(), role=role, begins=TODAY, now=NOW)
    with pytest.raises(UnableToPost):
        posting_begin(
            duty=duty,
            user=officer_make(),
            role=role,
            unit=unit_make(office_make()),
            begins=TODAY,
            now=NOW,
        )


def test_own_and_foreign_postings_cannot_be_ended_nor_in_the_past() -> None:
    duty = duty_make()
    assert duty.user is not None
    own = Posting.objects.get(user=duty.user)
    with pytest.raises(UnableToPost):
        posting_end(duty=duty, posting_id=own.pk, last_day=TODAY, now=NOW)
    foreign = Posting.objects.get(user=officer_make())
    with pytest.raises(Posting.DoesNotExist):
        posting_end(duty=duty, posting_id=foreign.pk, last_day=TODAY, now=NOW)
    colleague = officer_make(posting_office(duty))
    posting = Posting.objects.get(user=colleague)
    with pytest.raises(UnableToPost):
        posting_end(duty=duty, posting_id=posting.pk, last_day=date(2026, 11, 1), now=NOW)


def posting_office(duty: Duty):
    return Posting.objects.get(user=duty.user).office


def test_unlock_only_in_the_own_office() -> None:
    duty = duty_make()
    colleague = officer_make(posting_office(duty), password="lupa-lagi-2026")
    given = account_unlock(duty=duty, user=colleague, now=NOW)
    colleague.refresh_from_db()
    assert colleague.check_password(given)
    assert colleague.password_is_temporary
    with pytest.raises(UnableToPost):
        account_unlock(duty=duty, user=officer_make(), now=NOW)
