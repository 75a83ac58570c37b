"""How the office performs: satisfaction, and standard time against real time. Fixed queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext

from kanim.cases.models import Case, Step
from kanim.insights.models import Rating
from kanim.insights.rules import ELEMENTS, Index, index_of
from kanim.office.duty import Duty
from kanim.sop import catalog
from kanim.sop.schema import Sop, Text

# Real time of a row: what its steps took from the moment when an officer took them (or, where
# nobody takes steps, from the moment when they opened), added up over the case.
_ROW_TIMES = """
with spent as (
    select case_id, sop, row, max(standard_seconds) as standard,
           sum(extract(epoch from closed_at - coalesce(claimed_at, opened_at))) as seconds
    from cases_step
    where office_id = %s and closing = 'done' and lane <> 'sistem' and closed_at >= %s
    group by case_id, sop, row
)
select sop, row, max(standard), count(*),
       percentile_cont(0.5) within group (order by seconds),
       percentile_cont(0.9) within group (order by seconds),
       avg(case when seconds > standard then 1.0 else 0.0 end) filter (where standard is not null)
from spent group by sop, row
"""


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """The index of one service, and how many did not want to answer."""

    service: str
    title: Text | None
    index: Index
    declined: int

    @property
    def elements(self) -> list[tuple[str, Any]]:
        """Each element's mean, in the regulation's order."""
        return [(element, self.index.mean(element)) for element in ELEMENTS]


@dataclass(frozen=True, slots=True)
class RowTime:
    """A row's standard time against real time; seconds, and the late share as a per cent."""

    label: str
    title: Text | None
    lane: str
    standard: int | None
    cases: int
    median: float
    p90: float
    late: int | None

    @property
    def scale(self) -> float:
        """The longest of the three, against which bars are drawn."""
        return max(self.standard or 0, self.p90, 1)


@dataclass(frozen=True, slots=True)
class ServiceTimes:
    """The rows of one SOP."""

    service: str
    title: Text | None
    rows: list[RowTime]


@dataclass(frozen=True, slots=True)
class ServiceCounts:
    """How many cases of a service that began in the period are where."""

    service: str
    title: Text | None
    total: int
    running: int
    held: int
    results: dict[str, int]


def satisfaction_by_service(duty: Duty, since: datetime) -> list[Satisfaction]:
    """The IKM of each service that was rated. Two queries."""
    sums = {element: Sum(element) for element in ELEMENTS}
    rows = (
        Rating.objects.visible_to(duty)
        .filter(at__gte=since)
        .values("service")
        .annotate(answers=Count("pk"), **sums)
        .order_by("service")
        .values_list("service", "answers", *ELEMENTS)
    )
    declined = _declined(duty, since)
    titles = _sops()
    found = []
    for service, answers, *points in rows:
        index = index_of(dict(zip(ELEMENTS, points, strict=True)), answers)
        assert index is not None
        found.append(
            Satisfaction(service, _title(titles, service), index, declined.get(service, 0))
        )
    return found


def overall_index(services: list[Satisfaction]) -> Index | None:
    """The office's index over all services, each answer counting once."""
    totals = {element: sum(item.index.sums[element] for item in services) for element in ELEMENTS}
    return index_of(totals, sum(item.index.answers for item in services))


def row_times(duty: Duty, since: datetime) -> list[ServiceTimes]:
    """Standard time against real time by row, for steps finished in the period. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ROW_TIMES, [duty.office_id, since])
        records = cursor.fetchall()
    sops = _sops()
    services: dict[str, list[tuple[int, RowTime]]] = {}
    for short, label, standard, cases, median, p90, late in records:
        place, title, lane = _row(sops.get(short), label)
        share = None if late is None else round(float(late) * 100)
        time = RowTime(label, title, lane, standard, cases, float(median), float(p90), share)
        services.setdefault(short, []).append((place, time))
    return [
        ServiceTimes(
            short, _title(sops, short), [time for _place, time in sorted(rows, key=_first)]
        )
        for short, rows in sorted(services.items())
    ]


def counts_by_service(duty: Duty, since: datetime) -> list[ServiceCounts]:
    """Cases begun in the period, by service and by where they are. One query."""
    rows = (
        Case.objects.filter(office=duty.office_id, opened_at__gte=since)
        .values("sop", "result")
        .annotate(
            total=Count("pk"),
            running=Count("pk", filter=Q(status=Case.Status.RUNNING)),
            held=Count("pk", filter=Q(status=Case.Status.HELD)),
        )
        .order_by("sop")
    )
    sops = _sops()
    found: dict[str, ServiceCounts] = {}
    for row in rows:
        short = row["sop"]
        before = found.get(short) or ServiceCounts(short, _title(sops, short), 0, 0, 0, {})
        results = dict(before.results)
        if row["result"]:
            results[row["result"]] = row["total"]
        found[short] = ServiceCounts(
            short,
            before.title,
            before.total + row["total"],
            before.running + row["running"],
            before.held + row["held"],
            results,
        )
    return list(found.values())


def ended_by_day(duty: Duty, since: datetime, today: date) -> dict[str, Any]:
    """Cases that ended, day by day, as the chart component draws them. One query."""
    rows = (
        Case.objects.filter(office=duty.office_id, ended_at__gte=since)
        .annotate(day=TruncDate("ended_at"))
        .values_list("day")
        .annotate(total=Count("pk"))
    )
    ended = dict(rows)
    first = timezone.localdate(since)
    days = [first + timedelta(days=number) for number in range((today - first).days + 1)]
    noon = datetime.min.time().replace(hour=12)
    return {
        "x": [int(timezone.make_aware(datetime.combine(day, noon)).timestamp()) for day in days],
        "time": True,
        "kind": "bars",
        "x_label": gettext("Day"),
        "series": [
            {
                "label": gettext("Cases"),
                "values": [ended.get(day, 0) for day in days],
                "tone": "navy",
            }
        ],
    }


def latest_comments(duty: Duty, since: datetime) -> list[Rating]:
    """What people wrote lately, without saying who. One query."""
    rated = Rating.objects.visible_to(duty).filter(at__gte=since).exclude(comment="")
    return list(rated.only("service", "comment", "at").order_by("-at")[:8])


def _declined(duty: Duty, since: datetime) -> dict[str, int]:
    rows = Step.objects.filter(
        office=duty.office_id, activity="ratings.rate", outcome="declined", closed_at__gte=since
    )
    return dict(rows.values_list("case__sop").annotate(total=Count("pk")))


def _sops() -> dict[str, Sop]:
    return {sop.short: sop for sop in catalog.load().newest()}


def _title(sops: dict[str, Sop], short: str) -> Text | None:
    return sops[short].title if short in sops else None


def _row(sop: Sop | None, label: str) -> tuple[int, Text | None, str]:
    for place, row in enumerate(sop.rows if sop else ()):
        if row.label == label:
            return place, row.title, row.lane
    return 99, None, ""


def _first(pair: tuple[int, RowTime]) -> tuple[int, str]:
    return pair[0], pair[1].label
