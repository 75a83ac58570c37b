"""When things happened in the demo office: working days back from today, and minutes ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from kanim.office.rules import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Diary:
    """Moments before ``now`` by an office's calendar."""

    now: datetime
    calendar: WorkingCalendar

    @property
    def today(self) -> date:
        """The local day."""
        return timezone.localdate(self.now)

    def back(self, days: int, hour: int, minute: int = 0) -> datetime:
        """A time of day, so many working days before today (1: the last one)."""
        day = self.today
        for _ in range(days):
            day = self.working_day_until(day - timedelta(days=1))
        return _utc(day, time(hour, minute))

    def ago(self, minutes: int) -> datetime:
        """Minutes before now, but still today: a queue number counts on its own day only."""
        return max(self.now - timedelta(minutes=minutes), _utc(self.today, time()))

    def working_day_until(self, day: date) -> date:
        """The last working day that is not after a day."""
        while not self.calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day


def _utc(day: date, at: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, at)).astimezone(UTC)
