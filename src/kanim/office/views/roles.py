"""What each role may do, and which must show a second factor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kanim.office.access import requires, staff
from kanim.office.lists import roles_list
from kanim.office.models import Role
from kanim.office.requests import OfficeRequest
from kanim.office.services import UnableToPost, second_factor_require


@staff
def roles(request: OfficeRequest) -> HttpResponse:
    """The roles with their lanes and permissions."""
    may_set = request.duty.may("office.reference")
    return render(request, "office/roles.html", {"roles": roles_list(), "may_set": may_set})


@requires("office.reference")
@require_POST
def second_factor(request: OfficeRequest, code: str) -> HttpResponse:
    """Require a second factor of a role, or no longer."""
    role = get_object_or_404(Role, code=code)
    required = request.POST.get("required") == "1"
    try:
        second_factor_require(duty=request.duty, role=role, required=required, now=request.now)
    except UnableToPost as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Recorded. It holds from the next page on."))
    return redirect("office:roles")
