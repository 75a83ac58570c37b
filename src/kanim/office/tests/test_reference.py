from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError

from kanim.audit.models import Entry
from kanim.office.duty import actor_of
from kanim.office.models import Regulation, Role, Setting, Tariff
from kanim.office.reference_files import roles_read, settings_read, tariffs_read
from kanim.office.rules import Hours
from kanim.office.selectors import (
    UnableToFindSetting,
    UnableToFindTariff,
    calendar_of,
    setting_value,
    tariff_on,
)
from kanim.office.services import UnableToSet, reference_load, setting_change, tariff_change
from kanim.office.tests.factories import duty_make, office_make

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Makassar"))
TODAY = NOW.date()


@pytest.fixture
def loaded():
    return reference_load(now=NOW)


def test_load_is_idempotent(loaded) -> None:
    assert loaded.tariffs == len(tariffs_read()) > 40
    assert loaded.settings == len(settings_read()) > 30
    again = reference_load(now=NOW)
    assert (again.tariffs, again.settings) == (0, 0)
    assert Role.objects.count() == len(roles_read()) == 15
    pp45 = Regulation.objects.get(code="pp-45-2024")
    assert Regulation.objects.get(code="pp-28-2019").repealed_by == pp45


def test_tariffs_of_the_passport(loaded) -> None:
    assert tariff_on("passport.regular.5", TODAY).amount == 350_000
    assert tariff_on("passport.electronic.10", TODAY).amount == 950_000
    assert tariff_on("passport.lost", TODAY).confidence == "C"
    with pytest.raises(UnableToFindTariff):
        tariff_on("passport.regular.5", date(2024, 12, 16))


def test_new_tariff_from_a_day_keeps_the_old(loaded) -> None:
    duty = duty_make()
    begins = date(2027, 1, 1)
    tariff_change(
        duty=duty,
        code="passport.regular.5",
        amount=400_000,
        effective_from=begins,
        source="PP 1/2027",
        confidence="C",
        now=NOW,
    )
    assert tariff_on("passport.regular.5", begins - timedelta(days=1)).amount == 350_000
    assert tariff_on("passport.regular.5", begins).amount == 400_000
    assert Entry.objects.filter(verb="tariff.set", actor=actor_of(duty)).count() == 1
    assert reference_load(now=NOW).tariffs == 0
    with pytest.raises(UnableToSet):
        tariff_change(
            duty=duty,
            code="passport.regular.5",
            amount=1,
            effective_from=begins,
            source="-",
            confidence="C",
            now=NOW,
        )


def test_past_is_not_changed(loaded) -> None:
    with pytest.raises(UnableToSet):
        setting_change(
            duty=duty_make(),
            code="passport.papers_days",
            value=14,
            effective_from=TODAY - timedelta(days=1),
            source="-",
            confidence="C",
            now=NOW,
        )


def test_office_has_its_own_value(loaded) -> None:
    duty = duty_make()
    setting_change(
        duty=duty,
        code="passport.papers_days",
        value=14,
        effective_from=TODAY,
        source="Keputusan kepala kantor",
        confidence="C",
        now=NOW,
    )
    assert setting_value("passport.papers_days", TODAY, duty.office_id) == 14
    assert setting_value("passport.papers_days", TODAY, office_make().pk) == 7
    assert setting_value("passport.papers_days", TODAY) == 7
    with pytest.raises(UnableToFindSetting):
        setting_value("passport.nothing", TODAY)


def test_own_office_hours_reach_the_calendar(loaded) -> None:
    office = office_make()
    duty = duty_make(office)
    usual = Hours(time(8), time(16))
    assert calendar_of(office.pk).hours_on(TODAY) == usual
    setting_change(
        duty=duty,
        code="office.hours",
        value={"tue": ["07:30", "15:00"]},
        effective_from=TODAY,
        source="Jam kerja Ramadan",
        confidence="C",
        now=NOW,
    )
    calendar = calendar_of(office.pk)
    assert calendar.hours_on(TODAY) == Hours(time(7, 30), time(15))
    assert calendar.hours_on(TODAY - timedelta(days=1)) == usual
    assert not calendar.is_working_day(TODAY + timedelta(days=1))


def test_database_refuses_overlapping_periods(loaded) -> None:
    old = Tariff.objects.get(code="passport.lost")
    old.pk = None
    with pytest.raises(IntegrityError):
        old.save()


def test_database_refuses_overlapping_settings_of_one_office(loaded) -> None:
    old = Setting.objects.get(code="passport.papers_days")
    old.pk = None
    old.effective_from = TODAY
    with pytest.raises(IntegrityError):
        old.save()
