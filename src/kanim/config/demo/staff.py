"""The people of the demo office by their sign-in names, on duty on a day."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from kanim.accounts.models import User
from kanim.office.duty import Duty, duty_of

ACTORS = {
    "arrive": "siti",
    "check": "budi",
    "complete_papers": "budi",
    "photograph": "dewi",
    "scans": "dewi",
    "biodata": "dewi",
    "receipt": "dewi",
    "decide_doubt": "hendra",
    "compare": "arif",
    "examine": "arif",
    "opinion": "arif",
    "allocate": "agus",
    "print": "agus",
    "read_mrz": "agus",
    "laminate": "agus",
    "quality": "agus",
    "report_failure": "agus",
    "record": "agus",
    "decide": "surya",
    "destroy": "agus",
    "endorse": "hendra",
    "final": "hendra",
    "refuse_application": "surya",
    "hand_over": "rina",
    "archive": "fajar",
}
"""Step → who does it in the demo office; a step that is not here is the applicant's."""


def duty_on(username: str, at: datetime) -> Duty:
    """The duty of an account at a moment."""
    return duty_of(User.objects.get(username=username), today=timezone.localdate(at))
