"""Until when missing papers are completed."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from kanim.cases.models import Case
from kanim.office.selectors import UnableToFindSetting, calendar_of, setting_on
from kanim.sop.schema import Duration

SETTING = "passport.papers_days"
# Kanim Palangka Raya, 9 May 2023 (facts, section 3): used where the office has set nothing else.
USUAL = Duration(7, "d")


def papers_due_day(case: Case, now: datetime) -> date:
    """The day that is proposed to the officer: the office's setting, in days or working days."""
    today = timezone.localdate(now)
    try:
        setting = setting_on(SETTING, today, case.office_id)
        length = Duration(int(setting.value), "wd" if setting.unit == "wd" else "d")
    except UnableToFindSetting:
        length = USUAL
    zone = timezone.get_current_timezone()
    end = calendar_of(case.office_id).deadline_after(now, length, zone)
    return timezone.localdate(end)
