"""Reading blanks, passports in production, and failures. Pages are only read where asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.cases.errors import UnableToPerform
from kanim.cases.models import Case, Step
from kanim.exchange.models import Dispatch
from kanim.office.duty import Duty
from kanim.passports.models import (
    Application,
    Blank,
    BlankMovement,
    Book,
    Consignment,
    Examination,
    Passport,
    ProductionFailure,
)

LOW_STOCK = 25
"""Below this many blanks of a kind the stock page warns: about half a day of the office's work."""

# The steps of SOP 936 row 6 that can fail, by activity.
STAGES = {
    "passports.print": ProductionFailure.Stage.PRINT,
    "passports.read_mrz": ProductionFailure.Stage.MRZ,
    "passports.laminate": ProductionFailure.Stage.LAMINATION,
    "passports.check_quality": ProductionFailure.Stage.QUALITY,
    "passports.endorse": ProductionFailure.Stage.ENDORSEMENT,
}
FAILED = ("failed", "reprint")


class UnableToFindPassport(UnableToPerform):
    """The case has no passport in production."""


class UnableToFindFailure(UnableToPerform):
    """The case has no failure that waits to be dealt with."""


@dataclass(frozen=True, slots=True)
class BookStock:
    """How many blanks of one kind are in which state."""

    book: str
    label: str
    stock: int
    allocated: int
    used: int
    void: int
    lowest: str

    @property
    def is_low(self) -> bool:
        """Whether a consignment should be asked for."""
        return self.stock < LOW_STOCK


def passport_of(case: Case) -> Passport | None:
    """The living passport of a case, or its last cancelled one; the page is not read. One query."""
    rows = Passport.objects.filter(case=case).defer("page").select_related("blank")
    found = list(rows.order_by("pk"))
    living = [row for row in found if row.state != Passport.State.CANCELLED]
    best = living or found
    return best[-1] if best else None


def passport_living(case: Case) -> Passport:
    """The passport that is in production or ready; UnableToFindPassport."""
    found = passport_of(case)
    if found is None or found.state == Passport.State.CANCELLED:
        raise UnableToFindPassport(_("This case has no passport in production."))
    return found


def failure_open(case: Case) -> ProductionFailure:
    """The failure whose blank is not yet void; UnableToFindFailure."""
    failure = (
        ProductionFailure.objects.filter(case=case)
        .exclude(blank__state=Blank.State.VOID)
        .select_related("blank", "reported_by", "recorded_by", "decided_by")
        .order_by("pk")
        .last()
    )
    if failure is None:
        raise UnableToFindFailure(_("No failed blank of this case waits to be dealt with."))
    return failure


def failed_step(case: Case, before: Step) -> Step | None:
    """The production step whose failure led to ``before``."""
    return (
        case.steps.filter(sequence__lt=before.sequence, activity__in=STAGES, outcome__in=FAILED)
        .order_by("-sequence")
        .first()
    )


def stock_counts(office_id: int) -> list[BookStock]:
    """The blanks of an office by kind and state. Two queries."""
    rows = Blank.objects.filter(office=office_id)
    counted = {
        (row["book"], row["state"]): row["count"]
        for row in rows.order_by().values("book", "state").annotate(count=Count("pk"))
    }
    free = rows.filter(state=Blank.State.IN_STOCK).order_by("book", "serial")
    lowest = dict(free.distinct("book").values_list("book", "serial"))
    return [
        BookStock(
            book=book.value,
            label=str(book.label),
            stock=counted.get((book, Blank.State.IN_STOCK), 0),
            allocated=counted.get((book, Blank.State.ALLOCATED), 0),
            used=counted.get((book, Blank.State.USED), 0),
            void=counted.get((book, Blank.State.VOID), 0),
            lowest=lowest.get(book, ""),
        )
        for book in Book
    ]


def stock_free(office_id: int, book: str) -> tuple[int, str]:
    """How many blanks of a kind are free, and the lowest serial among them (or an empty text)."""
    free = Blank.objects.filter(office=office_id, book=book, state=Blank.State.IN_STOCK)
    serials = free.order_by("serial").values_list("serial", flat=True)
    return free.count(), serials.first() or ""


def blanks_listed(
    duty: Duty, *, state: str = "", book: str = "", search: str = ""
) -> QuerySet[Blank]:
    """The blanks that the duty may see, those that moved last first."""
    rows = Blank.objects.visible_to(duty).select_related("case", "keeper")
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(book=book) if book else rows
    rows = rows.filter(serial__startswith=search.strip().upper()) if search else rows
    return rows.order_by("-changed_at", "serial")


def movements_on(office_id: int, day: date) -> QuerySet[BlankMovement]:
    """What happened to single blanks on a day, the newest first."""
    start, end = _bounds(day)
    rows = BlankMovement.objects.filter(office=office_id, at__gte=start, at__lt=end)
    return rows.select_related("blank", "case", "by").order_by("-at", "-pk")


def movements_counted(office_id: int, day: date) -> list[tuple[str, int]]:
    """How many blanks went which way on a day, by the name of the way. One query."""
    start, end = _bounds(day)
    rows = BlankMovement.objects.filter(office=office_id, at__gte=start, at__lt=end).order_by()
    counted = dict(rows.values_list("kind").annotate(Count("pk")))
    return [(str(kind.label), counted.get(kind, 0)) for kind in BlankMovement.Kind]


def consignments_recent(office_id: int) -> list[Consignment]:
    """The last ten consignments."""
    rows = Consignment.objects.filter(office=office_id).select_related("received_by")
    return list(rows.order_by("-received_at", "-pk")[:10])


def border_dispatch(case: Case) -> Dispatch | None:
    """The last message about the case's passport to border control."""
    return Dispatch.objects.filter(case=case, system="border").order_by("-pk").first()


def old_book_expected(application: Application) -> bool:
    """Whether an old passport must be shown at the handover: a replacement, not of a lost book."""
    if application.kind != Application.Kind.REPLACEMENT:
        return False
    lost = Examination.objects.filter(
        case=application.case_id,
        subject=Examination.Subject.LOST,
        decision=Examination.Decision.APPROVED,
    )
    return not lost.exists()


def _bounds(day: date) -> tuple[datetime, datetime]:
    start = timezone.make_aware(datetime.combine(day, time()))
    return start, start + timedelta(days=1)
