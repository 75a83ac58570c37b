"""The demo office's cases: made by the services alone, once, and as their stories say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kanim.appointments.planning import slots_generate
from kanim.cases.folding import all_cases, findings
from kanim.cases.models import Case, Step
from kanim.config.demo import filling, walking
from kanim.config.demo.diary import Diary
from kanim.config.demo.filling import UnableToFill, office_fill, stories_missing
from kanim.config.demo.office import demo_office_make
from kanim.config.demo.stories import Story, stories
from kanim.config.demo.walking import story_walk
from kanim.config.demo.work import demo_work_make
from kanim.insights.models import Rating
from kanim.office.models import Office
from kanim.office.selectors import calendar_of
from kanim.payments.models import Payment
from kanim.tickets.models import Ticket

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Makassar")
NOW = datetime(2026, 11, 25, 10, 30, tzinfo=ZONE).astimezone(UTC)
SUNDAY_NIGHT = datetime(2026, 8, 16, 0, 20, tzinfo=ZONE).astimezone(UTC)


@pytest.fixture
def office() -> Office:
    office = demo_office_make(NOW)
    demo_work_make(office, NOW)
    slots_generate(office_id=office.pk, now=NOW - timedelta(days=28))
    return office


def told(name: str, now: datetime = NOW) -> Story:
    office = Office.objects.get(code="BJM")
    diary = Diary(now, calendar_of(office.pk))
    return next(story for story in stories(diary) if story.who.name.startswith(name))


def stands(case: Case) -> str:
    step = case.steps.open().first()
    return step.step if step else case.end


def filled(told_stories: list[Story], now: datetime) -> list[Case]:
    """Fill the office; every story must end as it says, at no time that is still to come."""
    made = list(office_fill(told_stories, now))
    for story, case in zip(told_stories, made, strict=True):
        assert story.until in {"", stands(case)}, case.title
    assert not list(findings(all_cases()))
    assert not Step.objects.filter(closed_at__gt=now).exists()
    assert not Step.objects.open().filter(due_at__lte=now).exists()
    assert Ticket.objects.at_counters().exists()
    assert Ticket.objects.waiting(now.astimezone(ZONE).date()).exists()
    return made


def test_every_story_comes_to_its_end(office: Office) -> None:
    made = filled(stories_missing(NOW), NOW)
    assert {case.end for case in made} == {"", "archived", "refused", "expired"}
    assert Payment.objects.filter(standing="settled").count() >= 12
    assert Rating.objects.count() >= 6
    assert stories_missing(NOW) == []


def test_visitors_come_on_a_night_before_a_day_off_too() -> None:
    office = demo_office_make(SUNDAY_NIGHT)
    demo_work_make(office, SUNDAY_NIGHT)
    diary = Diary(SUNDAY_NIGHT, calendar_of(office.pk))
    visits = [one for one in stories(diary) if one.until in {"photograph", "check", "arrive"}]
    assert len(filled(visits, SUNDAY_NIGHT)) == 5


def test_a_story_is_told_wholly_or_not_at_all(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(walking, "payment_made", broken)
    with pytest.raises(KeyboardInterrupt):
        story_walk(told("YOHANA"), office, NOW)
    assert not Case.objects.exists()


def test_a_second_run_tells_what_the_first_left_out(office: Office) -> None:
    list(office_fill([told("ABDUL HIDAYAT"), told("RIZKY")], NOW))
    left = {story.who.name for story in stories_missing(NOW)}
    assert "ABDUL HIDAYAT" not in left
    assert len(left) == len(stories(Diary(NOW, calendar_of(office.pk)))) - 2


def test_an_office_with_cases_of_its_own_is_left_alone(office: Office) -> None:
    case = story_walk(told("RIZKY"), office, NOW)
    case.passport_application.nik = "6371014107900001"
    case.passport_application.save()
    assert stories_missing(NOW) == []


def test_an_office_in_service_is_never_filled(office: Office, settings) -> None:
    settings.DEMO = False
    with pytest.raises(UnableToFill, match="Only a demo office"):
        stories_missing(NOW)


def test_bills_of_today_are_paid_at_the_bank(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def pay(case: Case) -> None:
        asked.append(case.title)

    monkeypatch.setattr(filling, "bank_pays", pay)
    list(office_fill([told("AHMAD FAUZI"), told("RIZKY")], NOW))
    assert filling.bills_pay(NOW) == 1
    assert asked == ["AHMAD FAUZI"]
