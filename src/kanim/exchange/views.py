"""The operator's page of outside systems."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from kanim.exchange.models import Callback, Dispatch
from kanim.exchange.permissions import STATUS
from kanim.exchange.selectors import system_states, unhandled_callbacks, unsettled_dispatches
from kanim.exchange.services import callback_retry, dispatch_retry
from kanim.office.access import requires
from kanim.office.requests import OfficeRequest


@requires(STATUS)
@require_GET
def status(request: OfficeRequest) -> HttpResponse:
    """Which systems are simulators, how they do, and what is stuck."""
    context = {
        "systems": system_states(request.duty),
        "dispatches": unsettled_dispatches(request.duty),
        "callbacks": unhandled_callbacks(),
    }
    return render(request, "exchange/status.html", context)


@requires(STATUS)
@require_POST
def dispatch_again(request: OfficeRequest, dispatch_id: int) -> HttpResponse:
    """Send one message again now."""
    dispatch = get_object_or_404(Dispatch.objects.visible_to(request.duty), pk=dispatch_id)
    if dispatch_retry(dispatch=dispatch, duty=request.duty, now=request.now):
        messages.success(request, _("The message is being sent again."))
    else:
        messages.info(request, _("The message has been delivered meanwhile."))
    return redirect("exchange:status")


@requires(STATUS)
@require_POST
def callback_again(request: OfficeRequest, callback_id: int) -> HttpResponse:
    """Handle one call again now."""
    callback = get_object_or_404(Callback, pk=callback_id)
    if callback_retry(callback=callback, duty=request.duty, now=request.now):
        messages.success(request, _("The call is being handled again."))
    else:
        messages.info(request, _("The call has been handled meanwhile."))
    return redirect("exchange:status")
