"""The ledger of payments, and the applicant's live payment status."""

from __future__ import annotations

import csv
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kanim.office.access import requires, signed_in
from kanim.office.requests import OfficeRequest
from kanim.payments.forms import LedgerDay, Resolution
from kanim.payments.models import Bill, Payment
from kanim.payments.permissions import RESOLVE, VIEW
from kanim.payments.selectors import being_verified, ledger_of, payments_between
from kanim.payments.services import UnableToResolve, payment_resolve


@signed_in
@require_GET
def status(request: OfficeRequest, code: str) -> HttpResponse:
    """The bill's state as a fragment that asks again by itself; once it is closed, on to the case."""
    bills = (
        Bill.objects.visible_to(request.duty).select_related("case").prefetch_related("payments")
    )
    bill = get_object_or_404(bills, code=code)
    response = render(
        request, "payments/status.html", {"bill": bill, "verifying": being_verified(bill)}
    )
    if bill.state != Bill.State.OPEN:
        response["HX-Redirect"] = reverse("cases:case", args=[bill.case.number])
    return response


@requires(VIEW)
@require_GET
def ledger(request: OfficeRequest) -> HttpResponse:
    """A day's payments with totals, and what nobody has dealt with."""
    form = LedgerDay(request.GET)
    day = _day(form, request)
    context = {
        "ledger": ledger_of(request.duty, day),
        "form": LedgerDay(initial={"hari": day}),
        "may_resolve": request.duty.may(RESOLVE),
    }
    return render(request, "payments/ledger.html", context)


@requires(VIEW)
@require_GET
def ledger_csv(request: OfficeRequest) -> HttpResponse:
    """The month of the chosen day as CSV, one payment a line."""
    day = _day(LedgerDay(request.GET), request)
    first = day.replace(day=1)
    last = day if day == timezone.localdate(request.now) else _month_end(day)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="pembayaran-{day:%Y-%m}.csv"'
    writer = csv.writer(response)
    writer.writerow(
        [_("Paid on"), _("Billing code"), "NTPN", "NTB", _("Case"), _("Channel"), "Rp", _("State")]
    )
    for row in payments_between(request.duty, first, last).iterator(chunk_size=1000):
        writer.writerow(
            [
                timezone.localtime(row.paid_at).isoformat(timespec="seconds"),
                row.bill.code,
                row.ntpn,
                row.ntb,
                row.bill.case.number,
                # A channel is the bank's text: a spreadsheet must not take it for a formula.
                row.channel.lstrip("=+-@\t\r"),
                row.amount,
                row.get_standing_display(),
            ]
        )
    return response


@requires(RESOLVE)
@require_POST
def resolve(request: OfficeRequest, payment_id: int) -> HttpResponse:
    """Record how a late or surplus payment was dealt with."""
    payments = Payment.objects.visible_to(request.duty).select_related("bill__case")
    payment = get_object_or_404(payments, pk=payment_id)
    form = Resolution(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write how the payment was dealt with."))
        return redirect("payments:ledger")
    try:
        payment_resolve(
            payment=payment,
            resolution=form.cleaned_data["resolution"],
            duty=request.duty,
            now=request.now,
        )
    except UnableToResolve as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The payment has been closed."))
    return redirect("payments:ledger")


def _day(form: LedgerDay, request: OfficeRequest) -> date:
    chosen = form.cleaned_data["hari"] if form.is_valid() else None
    return chosen or timezone.localdate(request.now)


def _month_end(day: date) -> date:
    from calendar import monthrange

    return day.replace(day=monthrange(day.year, day.month)[1])
