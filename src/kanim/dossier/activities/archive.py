"""Archiving the finished file (SOP 936 row 8)."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kanim.cases.activities import Activity, Context, Done, register
from kanim.dossier.forms import ArchiveForm
from kanim.dossier.services.archive import archive_keep


@register
class Archive(Activity):
    """The file gets its index number, box and shelf, once it is complete."""

    code = "dossier.archive"
    title = _("Archive the file")
    outcomes = {"archived": _("Archived")}
    form_class = ArchiveForm
    template = "dossier/archive_step.html"
    purpose = _("Archiving the file")

    def panel(self, ctx: Context) -> dict[str, Any]:
        return {}

    def perform(self, ctx: Context, form: Form | None) -> Done:
        assert isinstance(form, ArchiveForm)
        entry = archive_keep(
            case=ctx.case,
            box=form.cleaned_data["box"],
            shelf=form.cleaned_data["shelf"],
            years=form.cleaned_data["years"],
            gap_reason=form.cleaned_data.get("gap_reason", ""),
            duty=ctx.duty,
            now=ctx.now,
        )
        note = gettext("Index %(number)s, box %(box)s, shelf %(shelf)s")
        return Done(
            "archived", note % {"number": entry.number, "box": entry.box, "shelf": entry.shelf}
        )
