"""The request as DutyMiddleware leaves it: an annotation for views."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from kanim.office.duty import Duty


class OfficeRequest(HttpRequest):
    """A request that knows its time and who asks."""

    now: datetime
    duty: Duty
