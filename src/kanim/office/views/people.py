"""People on duty, their accounts and postings."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kanim.accounts.models import User
from kanim.office.access import requires, staff
from kanim.office.forms import ColleagueForm, OfficerForm, PostingEndForm, PostingForm
from kanim.office.lists import colleague_of, locked_names, people_by_unit, postings_of
from kanim.office.models import Posting
from kanim.office.requests import OfficeRequest
from kanim.office.services import (
    UnableToPost,
    account_unlock,
    officer_open,
    posting_begin,
    posting_end,
)


@staff
def people(request: OfficeRequest) -> HttpResponse:
    """The people on duty, by unit; who may post finds an account by its sign-in name."""
    today = timezone.localdate(request.now)
    may_post = request.duty.may("office.people")
    form = ColleagueForm(request.GET if "username" in request.GET else None)
    if may_post and form.is_bound and form.is_valid():
        try:
            found = colleague_of(request.duty, form.cleaned_data["username"].strip(), today)
            return redirect("office:person", username=found.username)
        except User.DoesNotExist:
            form.add_error("username", _("No free account of the staff has this name."))
    units = people_by_unit(request.duty, today)
    context = {"units": units, "may_post": may_post, "form": form}
    return render(request, "office/people.html", context)


@requires("office.people")
@never_cache
def officer_new(request: OfficeRequest) -> HttpResponse:
    """Open an account for a new colleague; the temporary password is shown this once."""
    today = timezone.localdate(request.now)
    form = OfficerForm(request.POST or None, office_id=request.duty.office_id, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            opened = officer_open(duty=request.duty, **form.cleaned_data, now=request.now)
        except UnableToPost as error:
            form.add_error(None, str(error))
        else:
            context = {"person": opened.user, "password": opened.password}
            return render(request, "office/password.html", context)
    status = 422 if form.errors else 200
    return render(request, "office/officer_new.html", {"form": form}, status=status)


@requires("office.people")
def person(request: OfficeRequest, username: str) -> HttpResponse:
    """A colleague's postings here, and a new one."""
    who = _colleague(request, username)
    today = timezone.localdate(request.now)
    form = PostingForm(request.POST or None, office_id=request.duty.office_id, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            posting_begin(duty=request.duty, user=who, **form.cleaned_data, now=request.now)
        except UnableToPost as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The posting is recorded."))
            return redirect("office:person", username=username)
    context = {
        "person": who,
        "postings": postings_of(who, request.duty),
        "form": form,
        "end_form": PostingEndForm(initial={"last_day": today}),
        "is_locked": who.username in locked_names(),
        "today": today,
    }
    return render(request, "office/person.html", context, status=422 if form.errors else 200)


@requires("office.people")
@require_POST
def posting_finish(request: OfficeRequest, posting_id: int) -> HttpResponse:
    """End a posting after a day."""
    form = PostingEndForm(request.POST)
    posting = Posting.objects.visible_to(request.duty).filter(pk=posting_id).first()
    if posting is None:
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Choose the last day of the posting."))
        return redirect("office:person", username=posting.user.username)
    last_day = form.cleaned_data["last_day"]
    try:
        posting_end(duty=request.duty, posting_id=posting_id, last_day=last_day, now=request.now)
    except UnableToPost as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The posting ends on that day."))
    return redirect("office:person", username=posting.user.username)


@requires("office.people")
@require_POST
@never_cache
def unlock(request: OfficeRequest, username: str) -> HttpResponse:
    """Lift a lock-out and give a temporary password, shown this once."""
    who = _colleague(request, username)
    try:
        password = account_unlock(duty=request.duty, user=who, now=request.now)
    except UnableToPost as error:
        messages.error(request, str(error))
        return redirect("office:person", username=username)
    return render(request, "office/password.html", {"person": who, "password": password})


def _colleague(request: OfficeRequest, username: str) -> User:
    try:
        return colleague_of(request.duty, username, timezone.localdate(request.now))
    except User.DoesNotExist:
        raise Http404 from None
