"""Reviewing the scans: each is clear, or is scanned again before the step can be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from kanim.cases.forms import StepForm
from kanim.dossier.models import Paper
from kanim.dossier.selectors import kind_title, missing_uploads, papers_of
from kanim.dossier.services.checking import Found

CHOICES = [("clear", _("Legible")), ("unclear", _("Not legible"))]


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan with its verdict field."""

    paper: Paper
    title: str
    verdict: BoundField


class ScansForm(StepForm):
    """A verdict for each current paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.papers = papers_of(self.ctx.case)
        for paper in self.papers:
            self.fields[f"scan_{paper.pk}"] = forms.ChoiceField(
                label=kind_title(paper.kind),
                choices=CHOICES,
                widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
                initial=_initial(paper),
                error_messages={"required": _("Look at the scan and say whether it is clear.")},
            )

    def scans(self) -> Iterator[Scan]:
        """The scans, for the template."""
        for paper in self.papers:
            yield Scan(paper, kind_title(paper.kind), self[f"scan_{paper.pk}"])

    def remember(self, data: Mapping[str, Any]) -> None:
        """Take over verdicts that were chosen on the page before it was drawn anew."""
        for paper in self.papers:
            chosen = data.get(self.add_prefix(f"scan_{paper.pk}"))
            if chosen:
                self.fields[f"scan_{paper.pk}"].initial = chosen

    def verdicts(self) -> dict[int, Found]:
        """The verdicts by paper id."""
        return {
            paper.pk: Found(self.cleaned_data[f"scan_{paper.pk}"])
            for paper in self.papers
            if f"scan_{paper.pk}" in self.cleaned_data
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for paper in self.papers:
            if cleaned.get(f"scan_{paper.pk}") == "unclear":
                self.add_error(
                    f"scan_{paper.pk}", _("Scan this paper again; the new scan takes its place.")
                )
        missing = missing_uploads(self.ctx.case)
        if missing:
            self.add_error(
                None,
                _("No scan yet of: %(papers)s. Scan it here.") % {"papers": ", ".join(missing)},
            )
        return cleaned


def _initial(paper: Paper) -> str | None:
    if paper.state == Paper.State.UNCLEAR:
        return "unclear"
    return "clear" if paper.state == Paper.State.CLEAR else None
