"""The page of a demo office: who can sign in, where the outside systems are, and the clock."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from kanim.config.demo.office import demo_accounts, demo_password
from kanim.office import clock
from kanim.office.access import public
from kanim.office.models import Role
from kanim.office.requests import OfficeRequest

STEPS = {"jam": timedelta(hours=1), "hari": timedelta(days=1), "minggu": timedelta(days=7)}


@public
def demo(request: OfficeRequest) -> HttpResponse:
    """Everything that a visitor of the demo office needs to know."""
    _only_in_demo()
    roles = {role.code: role for role in Role.objects.all()}
    english = (get_language() or "id").startswith("en")
    people = []
    for account in demo_accounts():
        role = roles.get(account.role)
        name = (role.name_en if english else role.name_id) if role else ""
        people.append((account, name))
    context = {"people": people, "password": demo_password(), "shift": clock.shift()}
    return render(request, "config/demo.html", context)


@public
@require_POST
def move_clock(request: OfficeRequest) -> HttpResponse:
    """Move the demo office's clock ahead, or back to the real time."""
    _only_in_demo()
    clock.move(STEPS.get(request.POST.get("maju", ""), timedelta()))
    return redirect("demo")


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404
