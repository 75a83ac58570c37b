"""The applicant's pages: my applications, and the screens of row 1 of SOP 936."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from kanim.accounts.models import User
from kanim.cases.errors import UnableToProceed
from kanim.cases.models import Case
from kanim.cases.selectors import open_step
from kanim.cases.services import step_complete
from kanim.office.access import applicant
from kanim.office.models import Office
from kanim.office.requests import OfficeRequest
from kanim.passports.forms.screens import BeginForm, ConsentForm
from kanim.passports.models import Application
from kanim.passports.screens import Screen, first_open, screen_after, screens_for
from kanim.passports.selectors import application_facts, fee_of, fees_offered
from kanim.passports.services.applications import application_begin, screen_keep


@applicant
def mine(request: OfficeRequest) -> HttpResponse:
    """Every application of this account, the newest first, and what to do next for each."""
    cases = Case.objects.visible_to(request.duty).order_by("-opened_at").select_related("office")
    lines = [(case, open_step(case)) for case in cases[:50]]
    return render(request, "passports/mine.html", {"lines": lines})


@applicant
def begin(request: OfficeRequest) -> HttpResponse:
    """Choose office and kind; a case begins."""
    offices = Office.objects.filter(is_open=True).order_by("name")
    form = BeginForm(request.POST or None, offices=offices, initial={"office": offices.first()})
    if request.method == "POST" and form.is_valid():
        try:
            application = application_begin(
                applicant=cast(User, request.duty.user),
                office=form.cleaned_data["office"],
                kind=form.cleaned_data["kind"],
                duty=request.duty,
                now=request.now,
            )
        except UnableToProceed as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("passports:screen", application.case.number, "diri")
    return render(request, "passports/begin.html", {"form": form})


@applicant
def screen(request: OfficeRequest, number: str, code: str) -> HttpResponse:
    """One screen of the application; what is right is kept even when something is wrong."""
    application = _own(request, number)
    step = open_step(application.case)
    if step is None or step.step != "apply":
        return redirect("cases:case", number)
    screens = {one.code: one for one in screens_for(application)}
    here = screens.get(code) or first_open(application)
    if here.code == "periksa":
        return _check_page(request, application, here, screens)
    if here.form is None:
        return _papers_page(request, application, here, screens)
    today = timezone.localdate(request.now)
    form = here.form(request.POST or None, instance=application, today=today)
    if request.method == "POST":
        if form.is_valid():
            form.save()
            screen_keep(application=application, code=here.code)
            return redirect("passports:screen", number, screen_after(application, here.code).code)
        _keep_what_is_right(form, number)
    return _render(
        request, application, here, screens, form=form, status=422 if form.errors else 200
    )


@applicant
def send(request: OfficeRequest, number: str) -> HttpResponse:
    """Vouch for the application and send it: row 1, step ``apply``."""
    application = _own(request, number)
    screens = {one.code: one for one in screens_for(application)}
    here = screens["periksa"]
    today = timezone.localdate(request.now)
    form = ConsentForm(request.POST or None, instance=application, today=today)
    if request.method != "POST" or not form.is_valid():
        return _check_page(request, application, here, screens, form)
    step = open_step(application.case)
    try:
        if step is not None:
            opened = step_complete(step_id=step.pk, duty=request.duty, now=request.now)
            if opened is not None:
                return redirect("cases:step", opened.pk)
    except UnableToProceed as refusal:
        messages.error(request, str(refusal))
        return redirect("passports:screen", number, first_open(application).code)
    return redirect("cases:case", number)


def _own(request: OfficeRequest, number: str) -> Application:
    cases = Case.objects.visible_to(request.duty)
    return get_object_or_404(
        Application.objects.select_related("case", "case__office"),
        case__in=cases,
        case__number=number.upper(),
    )


def _keep_what_is_right(form: object, number: str) -> None:
    """Save the fields without error, so that leaving the page loses only what was wrong."""
    cleaned = getattr(form, "cleaned_data", {})
    names = [field.name for field in Application._meta.fields]
    right = {name: value for name, value in cleaned.items() if name in names}
    if right:
        Application.objects.filter(case__number=number).update(**right)


def _papers_page(
    request: OfficeRequest, application: Application, here: Screen, screens: dict[str, Screen]
) -> HttpResponse:
    from kanim.dossier.selectors import missing_uploads

    missing = missing_uploads(application.case)
    if request.method == "POST":
        if not missing:
            screen_keep(application=application, code=here.code)
            return redirect("passports:screen", application.case.number, "periksa")
        messages.error(
            request,
            _("Still to be photographed: %(what)s.") % {"what": ", ".join(map(str, missing))},
        )
    return _render(request, application, here, screens, missing=missing)


def _check_page(
    request: OfficeRequest,
    application: Application,
    here: Screen,
    screens: dict[str, Screen],
    form: object = None,
) -> HttpResponse:
    assert here.form is not None
    form = form or here.form(instance=application, today=timezone.localdate(request.now))
    return _render(
        request,
        application,
        here,
        screens,
        form=form,
        facts=application_facts(application),
        fee=fee_of(application, timezone.localdate(request.now)),
    )


def _render(
    request: OfficeRequest,
    application: Application,
    here: Screen,
    screens: dict[str, Screen],
    status: int = 200,
    **more: object,
) -> HttpResponse:
    codes = list(screens)
    position = codes.index(here.code)
    context = {
        "application": application,
        "case": application.case,
        "screen": here,
        "screens": list(screens.values()),
        "position": position + 1,
        "previous": codes[position - 1] if position else None,
        "fees": fees_offered(timezone.localdate(request.now)) if here.code == "paspor" else [],
        **more,
    }
    return render(request, f"passports/screen_{_template(here)}.html", context, status=status)


def _template(here: Screen) -> str:
    return {"berkas": "papers", "periksa": "check"}.get(here.code, "form")
