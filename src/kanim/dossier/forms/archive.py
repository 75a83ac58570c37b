"""Where the paper file goes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from kanim.cases.forms import StepForm
from kanim.dossier.contents import contents_of, gaps
from kanim.dossier.models import ArchiveEntry

PLACE = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9 ./-]*$", _("Use letters, digits, spaces, full stops, / and -.")
)


class ArchiveForm(StepForm):
    """Box, shelf and retention; a reason if something is missing."""

    box = forms.CharField(label=_("Box"), max_length=20, validators=[PLACE])
    shelf = forms.CharField(label=_("Shelf"), max_length=20, validators=[PLACE])
    years = forms.IntegerField(
        label=_("Kept for (years)"),
        min_value=1,
        max_value=100,
        help_text=_("According to the retention schedule of the office."),
    )
    gap_reason = forms.CharField(
        label=_("Why something is missing"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contents = contents_of(self.ctx.case)
        self.gaps = gaps(self.contents)
        self.fields["years"].initial = getattr(settings, "DOSSIER_RETENTION_YEARS", 10)
        last = ArchiveEntry.objects.filter(office=self.ctx.case.office).order_by("-id").first()
        if last is not None:
            self.fields["box"].initial, self.fields["shelf"].initial = last.box, last.shelf
        if not self.gaps:
            del self.fields["gap_reason"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.gaps and not cleaned.get("gap_reason"):
            names = ", ".join(str(line.label) for line in self.gaps)
            self.add_error(
                "gap_reason",
                _("Missing in the dossier: %(what)s. Add it, or say why it is missing.")
                % {"what": names},
            )
        return cleaned
