"""The page of a demo office: what waits for whom, who can sign in, outside systems, papers, clock."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from kanim.config.demo.office import MAIN, DemoAccount, demo_accounts, demo_password
from kanim.config.demo.people import VISITOR
from kanim.config.demo.specimens import portrait, specimen
from kanim.config.demo.waiting import Waits, waiting_by_account
from kanim.office import clock
from kanim.office.access import public
from kanim.office.models import Role
from kanim.office.requests import OfficeRequest

STEPS = {"jam": timedelta(hours=1), "hari": timedelta(days=1), "minggu": timedelta(days=7)}
PORTRAIT = "pasfoto"
PAPERS = {
    "ktp": _("Identity card"),
    "kk": _("Family card"),
    "akta-lahir": _("Birth certificate"),
    "paspor-lama": _("Old passport"),
    PORTRAIT: _("Portrait"),
}


@public
def demo(request: OfficeRequest) -> HttpResponse:
    """Everything that a visitor of the demo office needs to know; ``?contoh=ktp`` gives a paper."""
    _only_in_demo()
    if wanted := request.GET.get("contoh"):
        return _paper(wanted)
    people = _people(waiting_by_account(request.now))
    context = {
        "people": people,
        "busy": sorted((one for one in people if one[2]), key=lambda one: not one[1]),
        "password": demo_password(),
        "shift": clock.shift(),
        "systems": {name: one["url"] for name, one in settings.OUTSIDE_SYSTEMS.items()},
        "mail_url": os.environ.get("KANIM_MAIL_URL", "http://127.0.0.1:8014"),
        "office": MAIN,
        "papers": PAPERS,
        "visitor": VISITOR,
    }
    return render(request, "config/demo.html", context)


@public
@require_POST
def move_clock(request: OfficeRequest) -> HttpResponse:
    """Move the demo office's clock ahead, or back to the real time."""
    _only_in_demo()
    clock.move(STEPS.get(request.POST.get("maju", ""), timedelta()))
    return redirect("demo")


def _people(waiting: dict[str, list[Waits]]) -> list[tuple[DemoAccount, str, list[Waits]]]:
    """Each account with its role's name, empty for applicants, and what waits for it."""
    roles = {role.code: role for role in Role.objects.all()}
    english = (get_language() or "id").startswith("en")
    people: list[tuple[DemoAccount, Any, list[Waits]]] = []
    for account in demo_accounts():
        role = roles.get(account.role)
        name = (role.name_en if english else role.name_id) if role else ""
        people.append((account, name, waiting.get(account.username, [])))
    return people


def _paper(kind: str) -> HttpResponse:
    """A specimen paper, to be kept on the visitor's device and uploaded from there."""
    if kind not in PAPERS:
        raise Http404
    content = portrait() if kind == PORTRAIT else specimen(kind, "", VISITOR)
    answer = HttpResponse(content, content_type="image/jpeg")
    answer["Content-Disposition"] = f'attachment; filename="contoh-{kind}.jpg"'
    return answer


def _only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404
