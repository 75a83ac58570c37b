"""Whether a letter is genuine: for anybody who holds it, on paper or as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from kanim.letters import rules
from kanim.letters.forms import CodeForm, CompareForm
from kanim.letters.selectors import file_compare, letter_by_token
from kanim.office.access import public


@public
@require_http_methods(["GET", "POST"])
def verify_start(request: HttpRequest) -> HttpResponse:
    """Ask for the code, or for the file itself."""
    code = CodeForm({"code": request.GET["kode"]} if "kode" in request.GET else None)
    if code.is_bound and code.is_valid():
        return redirect("letters:verify", code.cleaned_data["code"])
    form = _compare_form(request)
    context: dict[str, object] = {"code": code, "form": form}
    if request.method == "POST" and form.is_valid():
        found = file_compare(form.cleaned_data["file"])
        context |= {"verdict": found.verdict, "letter": found.letter, "compared": True}
    return render(request, "letters/verify.html", context, status=_status(form, code))


@public
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the register knows of this code: kind, number, date, office; nothing personal."""
    letter = letter_by_token(token)
    if letter is None:
        unknown = {"verdict": "unknown", "code": CodeForm(), "form": CompareForm()}
        return render(request, "letters/verify.html", unknown, status=404)
    form = _compare_form(request)
    verdict: rules.Verdict = "revoked" if letter.is_revoked else "valid"
    context: dict[str, object] = {"letter": letter, "form": form, "verdict": verdict}
    if request.method == "POST" and form.is_valid():
        found = file_compare(form.cleaned_data["file"], letter=letter)
        context |= {"verdict": found.verdict, "compared": True}
    return render(request, "letters/verify.html", context, status=_status(form))


def _compare_form(request: HttpRequest) -> CompareForm:
    is_sent = request.method == "POST"
    return CompareForm(request.POST, request.FILES) if is_sent else CompareForm()


def _status(*forms: CodeForm | CompareForm) -> int:
    return 422 if any(form.is_bound and form.errors for form in forms) else 200
