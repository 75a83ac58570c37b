"""Tariffs, settings and regulations, with their sources."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.office.access import requires, staff
from kanim.office.forms import SettingForm, TariffForm
from kanim.office.lists import setting_history, settings_on, tariff_history, tariffs_on
from kanim.office.models import Regulation
from kanim.office.requests import OfficeRequest
from kanim.office.services import UnableToSet, setting_change, tariff_change


@staff
def reference(request: OfficeRequest) -> HttpResponse:
    """Everything that holds today, with source and confidence."""
    today = timezone.localdate(request.now)
    context = {
        "tariffs": tariffs_on(today),
        "settings": settings_on(today, request.duty.office_id),
        "regulations": Regulation.objects.select_related("repealed_by").order_by("name"),
        "may_set": request.duty.may("office.reference"),
        "today": today,
    }
    return render(request, "office/reference.html", context)


@requires("office.reference")
def tariff(request: OfficeRequest, code: str) -> HttpResponse:
    """A tariff's values over time, and a new one from a day on."""
    history = tariff_history(code)
    if not history:
        raise Http404
    initial = {"amount": history[0].amount}
    form = TariffForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            tariff_change(duty=request.duty, code=code, **form.cleaned_data, now=request.now)
        except UnableToSet as error:
            form.add_error("effective_from", str(error))
        else:
            messages.success(request, _("The new value is recorded and holds from its day on."))
            return redirect("office:tariff", code=code)
    context = {"form": form, "history": history, "today": timezone.localdate(request.now)}
    return render(request, "office/tariff.html", context, status=422 if form.errors else 200)


@requires("office.reference")
def setting(request: OfficeRequest, code: str) -> HttpResponse:
    """A setting's values over time, and a new one of this office from a day on."""
    history = setting_history(code, request.duty.office_id)
    if not history:
        raise Http404
    form = SettingForm(request.POST or None, setting=history[0])
    if request.method == "POST" and form.is_valid():
        try:
            setting_change(duty=request.duty, code=code, **form.dated(), now=request.now)
        except UnableToSet as error:
            form.add_error("effective_from", str(error))
        else:
            messages.success(request, _("The new value is recorded and holds from its day on."))
            return redirect("office:setting", code=code)
    context = {"form": form, "history": history, "today": timezone.localdate(request.now)}
    return render(request, "office/setting.html", context, status=422 if form.errors else 200)
