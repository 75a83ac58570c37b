"""How the office performs."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kanim.insights import selectors
from kanim.office.access import requires
from kanim.office.requests import OfficeRequest

PERIODS = (30, 90, 365)


@requires("insights.view")
def overview(request: OfficeRequest) -> HttpResponse:
    """Satisfaction, standard time against real time, and how many cases are where."""
    asked = request.GET.get("hari", "")
    days = int(asked) if asked in {str(period) for period in PERIODS} else PERIODS[0]
    since = request.now - timedelta(days=days)
    services = selectors.satisfaction_by_service(request.duty, since)
    counts = selectors.counts_by_service(request.duty, since)
    context = {
        "days": days,
        "periods": PERIODS,
        "services": services,
        "overall": selectors.overall_index(services),
        "comments": selectors.latest_comments(request.duty, since),
        "times": selectors.row_times(request.duty, since),
        "counts": counts,
        "total": sum(row.total for row in counts),
        "running": sum(row.running + row.held for row in counts),
        "ended": selectors.ended_by_day(request.duty, since, timezone.localdate(request.now)),
    }
    return render(request, "insights/overview.html", context)
