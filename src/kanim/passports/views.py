"""The applicant's pages: my applications, and the screens of row 1 of SOP 936."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from kanim.accounts.models import User
from kanim.cases.errors import StepClosed, UnableToProceed
from kanim.cases.models import Case
from kanim.cases.selectors import open_step, open_steps
from kanim.cases.services import step_complete
from kanim.dossier.selectors import missing_uploads
from kanim.office.access import applicant
from kanim.office.models import Office
from kanim.office.requests import OfficeRequest
from kanim.passports.forms.screens import BeginForm, ConsentForm
from kanim.passports.models import Application
from kanim.passports.screens import Screen, first_open, screen_after, screens_for
from kanim.passports.selectors import application_facts, fee_of, fees_offered
from kanim.passports.services.applications import (
    UnableToSend,
    application_begin,
    papers_sentence,
    screen_draft,
    screen_keep,
)


@applicant
def mine(request: OfficeRequest) -> HttpResponse:
    """Every application of this account, the newest first, and what to do next for each."""
    cases = list(Case.objects.visible_to(request.duty).order_by("-opened_at")[:50])
    steps = open_steps(cases)
    lines = [(case, steps.get(case.pk)) for case in cases]
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
    status = 422 if form.errors else 200
    return render(request, "passports/begin.html", {"form": form}, status=status)


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
        screen_draft(application=application, code=here.code, right=form.cleaned_data)
    return _render(
        request, application, here, screens, form=form, status=422 if form.errors else 200
    )


@applicant
def send(request: OfficeRequest, number: str) -> HttpResponse:
    """Vouch for the application and send it: row 1, step ``apply``."""
    application = _own(request, number)
    step = open_step(application.case)
    if step is None or step.step != "apply":
        return redirect("cases:case", number)
    screens = {one.code: one for one in screens_for(application)}
    here = screens["periksa"]
    today = timezone.localdate(request.now)
    form = ConsentForm(request.POST or None, instance=application, today=today)
    if request.method != "POST" or not form.is_valid():
        return _check_page(request, application, here, screens, form)
    try:
        opened = step_complete(step_id=step.pk, duty=request.duty, now=request.now)
    except StepClosed:  # a second click: the first has sent it
        return redirect("cases:case", number)
    except UnableToProceed as refusal:
        messages.error(request, str(refusal))
        wrong = refusal.screen if isinstance(refusal, UnableToSend) else here.code
        return redirect("passports:screen", number, wrong)
    return redirect("cases:step", opened.pk) if opened else redirect("cases:case", number)


def _own(request: OfficeRequest, number: str) -> Application:
    cases = Case.objects.visible_to(request.duty)
    return get_object_or_404(
        Application.objects.select_related("case", "case__office"),
        case__in=cases,
        case__number=number.upper(),
    )


def _papers_page(
    request: OfficeRequest, application: Application, here: Screen, screens: dict[str, Screen]
) -> HttpResponse:
    missing = missing_uploads(application.case)
    if request.method == "POST":
        if not missing:
            screen_keep(application=application, code=here.code)
            return redirect("passports:screen", application.case.number, "periksa")
        messages.error(request, papers_sentence(missing))
    status = 422 if request.method == "POST" else 200
    return _render(request, application, here, screens, missing=missing, status=status)


def _check_page(
    request: OfficeRequest,
    application: Application,
    here: Screen,
    screens: dict[str, Screen],
    form: ConsentForm | None = None,
) -> HttpResponse:
    form = form or ConsentForm(instance=application, today=timezone.localdate(request.now))
    return _render(
        request,
        application,
        here,
        screens,
        form=form,
        status=422 if form.errors else 200,
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
