"""The office's stock of blanks."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.office.access import requires
from kanim.office.requests import OfficeRequest
from kanim.passports import selectors_production as selectors
from kanim.passports.forms.stock import ReceiveForm, StockForm
from kanim.passports.permissions import STOCK, STOCK_MANAGE
from kanim.passports.services.stock import UnableToReceive, blank_receive

PAGE = 25
MOVEMENTS = 15


@requires(STOCK)
def stock(request: OfficeRequest) -> HttpResponse:
    """Counts by kind and state, today's movements, and the list of blanks."""
    office_id = request.duty.office_id
    assert office_id is not None
    form = StockForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    blanks = selectors.blanks_listed(
        request.duty,
        state=asked.get("keadaan", ""),
        book=asked.get("jenis", ""),
        search=asked.get("seri", ""),
    )
    today = timezone.localdate(request.now)
    context = {
        "kinds": selectors.stock_counts(office_id),
        "today": today,
        "moved": selectors.movements_counted(office_id, today),
        "movements": selectors.movements_on(office_id, today)[:MOVEMENTS],
        "consignments": selectors.consignments_recent(office_id),
        "form": form,
        "page": Paginator(blanks, PAGE).get_page(request.GET.get("halaman")),
        "may_receive": request.duty.may(STOCK_MANAGE),
    }
    return render(request, "passports/stock/stock.html", context)


@requires(STOCK_MANAGE)
def receive(request: OfficeRequest) -> HttpResponse:
    """Take a consignment into stock."""
    form = ReceiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {name: value for name, value in form.cleaned_data.items() if name != "counted"}
        try:
            consignment = blank_receive(**said, duty=request.duty, now=request.now)
        except UnableToReceive as refusal:
            form.add_error(None, str(refusal))
        else:
            text = _("%(count)d blanks received: %(range)s.")
            messages.success(
                request, text % {"count": consignment.count, "range": str(consignment)}
            )
            return redirect("passports:stock")
    status = 422 if form.errors else 200
    return render(request, "passports/stock/receive.html", {"form": form}, status=status)
