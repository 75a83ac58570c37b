"""The list, a proposal, and its approval by a second person."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kanim.cases.errors import UnableToProceed
from kanim.office.access import requires
from kanim.office.requests import OfficeRequest
from kanim.office.views_log import view_log
from kanim.watchlist.forms import EntryForm
from kanim.watchlist.models import Entry
from kanim.watchlist.services import entry_approve, entry_propose


@requires("watchlist.view")
def entries(request: OfficeRequest) -> HttpResponse:
    """The list, the newest first, found by name or reference."""
    text = request.GET.get("q", "").strip()
    found = Entry.objects.visible_to(request.duty).order_by("-proposed_at")
    if text:
        found = found.filter(name__icontains=text) | found.filter(reference__icontains=text)
    page = Paginator(found, 50).get_page(request.GET.get("halaman"))
    view_log(request, purpose="watchlist.read", target="watchlist")
    may_edit = request.duty.may("watchlist.edit")
    may_approve = request.duty.may("watchlist.approve")
    context = {
        "page": page,
        "text": text,
        "may_edit": may_edit,
        "may_approve": may_approve,
        "today": timezone.localdate(request.now),
    }
    return render(request, "watchlist/entries.html", context)


@requires("watchlist.edit")
def propose(request: OfficeRequest) -> HttpResponse:
    """Propose an entry."""
    form = EntryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entry_propose(entry=form.save(commit=False), duty=request.duty, now=request.now)
        messages.success(request, _("Proposed. A second person must approve it."))
        return redirect("watchlist:entries")
    status = 422 if form.errors else 200
    return render(request, "watchlist/propose.html", {"form": form}, status=status)


@requires("watchlist.approve")
@require_POST
def approve(request: OfficeRequest, entry_id: int) -> HttpResponse:
    """Bring a proposed entry into force."""
    try:
        entry = entry_approve(entry_id=entry_id, duty=request.duty, now=request.now)
    except Entry.DoesNotExist:
        messages.error(request, _("There is no such entry."))
    except UnableToProceed as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(entry)s is in force.") % {"entry": entry})
    return redirect("watchlist:entries")
