"""Setting service hours and capacity."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kanim.appointments.forms import TemplateForm
from kanim.appointments.models import SlotTemplate
from kanim.appointments.permissions import MANAGE
from kanim.appointments.planning import template_remove, template_save
from kanim.appointments.selectors import load_ahead, weeks_of
from kanim.office.access import requires
from kanim.office.requests import OfficeRequest


@requires(MANAGE)
@require_GET
def manage(request: OfficeRequest) -> HttpResponse:
    """The weekly hours, and how full the coming days are."""
    context = {"weeks": weeks_of(request.duty), "load": load_ahead(request.duty, request.now)}
    return render(request, "appointments/manage.html", context)


@requires(MANAGE)
def hours_new(request: OfficeRequest) -> HttpResponse:
    """Add weekly hours."""
    assert request.duty.office_id is not None
    return _edit(request, SlotTemplate(office_id=request.duty.office_id))


@requires(MANAGE)
def hours_edit(request: OfficeRequest, template_id: int) -> HttpResponse:
    """Change weekly hours."""
    return _edit(request, _template(request, template_id))


@requires(MANAGE)
@require_POST
def hours_remove(request: OfficeRequest, template_id: int) -> HttpResponse:
    """End weekly hours."""
    template_remove(template=_template(request, template_id), duty=request.duty, now=request.now)
    messages.success(request, _("The hours have been removed."))
    return redirect("appointments:manage")


def _edit(request: OfficeRequest, template: SlotTemplate) -> HttpResponse:
    form = TemplateForm(request.POST or None, instance=template)
    if request.method == "POST" and form.is_valid():
        template_save(template=form.save(commit=False), duty=request.duty, now=request.now)
        messages.success(request, _("The hours have been saved."))
        return redirect("appointments:manage")
    status = 422 if form.is_bound else 200
    return render(request, "appointments/hours.html", {"form": form}, status=status)


def _template(request: OfficeRequest, template_id: int) -> SlotTemplate:
    return get_object_or_404(SlotTemplate.objects.visible_to(request.duty), pk=template_id)
