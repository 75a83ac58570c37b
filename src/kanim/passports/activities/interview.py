"""Verification, interview, doubt, and the signed biodata sheet (SOP 936 row 5)."""

from __future__ import annotations

from typing import Any, cast

from django.forms import Form
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.biometrics.selectors import photo_of
from kanim.cases.activities import Activity, Context, Done, register
from kanim.letters.services import letter_issue
from kanim.passports.activities.deciding import application_groups
from kanim.passports.forms.officers import BiodataForm, InterviewForm, VerifyForm
from kanim.passports.models import Application, Interview
from kanim.passports.selectors import data_items
from kanim.passports.services.applications import person_take


@register
class Verify(Activity):
    """The 16 data items are compared with the papers and corrected where wrong."""

    code = "application.verify"
    title = gettext_lazy("Verify the 16 data items")
    outcomes = {"verified": gettext_lazy("Verified")}
    form_class = VerifyForm
    template = "passports/verify.html"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(VerifyForm, form)
        changed = form.corrections()
        application = form.application
        for name, (_before, after) in changed.items():
            setattr(application, name, after)
        application.case = ctx.case
        if changed:
            application.save(update_fields=list(changed))
        person_take(application=application, duty=ctx.duty, now=ctx.now, verified=True)
        names = [str(Application._meta.get_field(name).verbose_name) for name in changed]  # type: ignore[union-attr]
        note = _("Corrected: %(what)s.") % {"what": ", ".join(names)} if names else ""
        return Done("verified", note)


@register
class Interviewing(Activity):
    """The applicant is asked about the application; doubt goes to the official."""

    code = "application.interview"
    title = gettext_lazy("Interview")
    outcomes = {
        "satisfied": gettext_lazy("No doubt"),
        "doubtful": gettext_lazy("Doubtful: refer to the official"),
    }
    form_class = InterviewForm
    template = "passports/interview.html"

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(InterviewForm, form)
        outcome = form.chosen_outcome()
        Interview.objects.create(
            case=ctx.case,
            purpose=form.cleaned_data["purpose"],
            destination=form.cleaned_data["destination"],
            notes=form.cleaned_data["notes"],
            is_doubtful=outcome == "doubtful",
            by=ctx.duty.user,
            at=ctx.now,
        )
        return Done(outcome, form.cleaned_data["notes"] if outcome == "doubtful" else "")


@register
class SignBiodata(Activity):
    """The biodata sheet is shown, corrected where it is wrong, and signed (f.3 to f.6)."""

    code = "application.sign_biodata"
    title = gettext_lazy("Sign the biodata sheet")
    outcomes = {
        "signed": gettext_lazy("Signed"),
        "wrong": gettext_lazy("Something is wrong: correct the data"),
    }
    form_class = BiodataForm
    template = "passports/biodata.html"
    asks_outcome = False

    def panel(self, ctx: Context) -> dict[str, Any]:
        return {"groups": application_groups(ctx)}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        form = cast(BiodataForm, form)
        if form.cleaned_data["wrong"]:
            return Done("wrong", form.cleaned_data["wrong"])
        application = Application.objects.get(case=ctx.case)
        photo = photo_of(ctx.case)
        with translation.override("id"):  # letters are in Indonesian, whoever signs them
            items = [(str(label), str(value)) for label, value in data_items(application)]
            kind, book = str(application.get_kind_display()), str(application.get_book_display())
        letter = letter_issue(
            case=ctx.case,
            kind="biodata",
            content={
                "name": application.name,
                "application_kind": kind,
                "document_kind": book,
                "items": items,
                "signature": form.cleaned_data["signature"],
                "photo": bytes(photo.image) if photo and photo.image else None,
            },
            addressee=application.name,
            signer_title="Petugas Wawancara",
            duty=ctx.duty,
            now=ctx.now,
        )
        return Done("signed", letter.number)
