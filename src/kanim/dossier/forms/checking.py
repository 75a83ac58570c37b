"""The checklist of row 4, and what is brought afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kanim.cases.forms import StepForm
from kanim.dossier import rules
from kanim.dossier.due import papers_due_day
from kanim.dossier.models import Check, CheckItem
from kanim.dossier.profiles import profile_for
from kanim.dossier.selectors import Wanted, wanted_of
from kanim.dossier.services.checking import Found
from kanim.ui.widgets import RadioCards

HINTS = {
    "complete": _("Every original was seen."),
    "incomplete": _("The applicant brings what is missing by a day that you set."),
    "damaged_or_lost": _("The case goes to an examination (BAP)."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One required paper in the checklist, with its two fields."""

    wanted: Wanted
    title: str
    finding: BoundField
    note: BoundField


class ChecklistForm(StepForm):
    """One finding and one note for each required paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted = self.papers_asked()
        for wanted in self.wanted:
            self._add(wanted)

    def papers_asked(self) -> list[Wanted]:
        """The papers that this form asks about."""
        return wanted_of(self.ctx.case)

    def rows(self) -> Iterator[Row]:
        """The checklist, for the template."""
        language = get_language() or "id"
        for wanted in self.wanted:
            code = wanted.requirement.code
            title = wanted.requirement.title.in_language(language)
            yield Row(wanted, title, self[f"finding_{code}"], self[f"note_{code}"])

    def findings(self) -> dict[str, Found]:
        """What was found, by requirement; papers that were not judged are left out."""
        return {
            wanted.requirement.code: Found(finding, self._note(wanted))
            for wanted in self.wanted
            if (finding := self.cleaned_data.get(f"finding_{wanted.requirement.code}"))
        }

    def titles(self, requirements: list[rules.Requirement]) -> str:
        """Titles in one line."""
        language = get_language() or "id"
        return ", ".join(one.title.in_language(language) for one in requirements)

    def lacking(self) -> list[rules.Requirement]:
        """What is not there as it must be."""
        findings = {code: found.finding for code, found in self.findings().items()}
        return rules.lacking([wanted.requirement for wanted in self.wanted], findings)

    def _note(self, wanted: Wanted) -> str:
        return str(self.cleaned_data.get(f"note_{wanted.requirement.code}", ""))

    def _add(self, wanted: Wanted) -> None:
        code = wanted.requirement.code
        self.fields[f"finding_{code}"] = forms.ChoiceField(
            label=wanted.requirement.title.in_language(get_language() or "id"),
            choices=CheckItem.Finding.choices,
            widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
            required=False,
            initial=wanted.item.finding if wanted.item else None,
        )
        self.fields[f"note_{code}"] = forms.CharField(
            label=_("Note"),
            max_length=300,
            required=False,
            initial=wanted.item.note if wanted.item else "",
        )


class CheckForm(ChecklistForm):
    """The decision about the papers, consistent with what was found."""

    due_on = forms.DateField(
        label=_("To be completed until"),
        required=False,
        widget=forms.DateInput,
        help_text=_("The applicant is told by e-mail."),
    )
    old_passport = forms.ChoiceField(
        label=_("The old passport is"),
        choices=Check.OldPassport.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    waiver = forms.CharField(
        label=_("Why a paper may be missing"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Only if you go on although something is missing."),
    )
    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        assert isinstance(outcome, forms.ChoiceField)
        choices = outcome.choices
        outcome.widget = RadioCards(hints=HINTS)
        outcome.choices = choices
        self.fields["due_on"].initial = papers_due_day(self.ctx.case, self.ctx.now)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        checks = {
            "complete": self._complete,
            "incomplete": self._incomplete,
            "damaged_or_lost": self._damaged_or_lost,
        }
        check = checks.get(cleaned.get("outcome", ""))
        if check is not None:
            check(cleaned)
        return cleaned

    def due_at(self) -> datetime | None:
        """The end of the day that was set."""
        day: date | None = self.cleaned_data.get("due_on")
        if day is None:
            return None
        return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))

    def _complete(self, cleaned: dict[str, Any]) -> None:
        lacking = self.lacking()
        if lacking and not cleaned.get("waiver"):
            self.add_error(
                "waiver",
                _(
                    "Not there as they must be: %(papers)s. Decide “incomplete”, or say why you go on."
                )
                % {"papers": self.titles(lacking)},
            )

    def _incomplete(self, cleaned: dict[str, Any]) -> None:
        self._all_judged()
        if not self.lacking():
            self.add_error(
                "outcome",
                _("Nothing is missing. Decide “complete”, or mark the paper that has a problem."),
            )
        day, today = cleaned.get("due_on"), timezone.localdate(self.ctx.now)
        if day is None or not rules.is_due_day(day, today):
            self.add_error("due_on", _("Set a day from tomorrow on, at most 90 days ahead."))

    def _damaged_or_lost(self, cleaned: dict[str, Any]) -> None:
        profile = profile_for(self.ctx.case)
        if profile is not None and profile.application != "replacement":
            self.add_error(
                "outcome", _("This applicant asks for a first passport; there is no old one.")
            )
        if not cleaned.get("old_passport"):
            self.add_error("old_passport", _("Say whether the old passport is damaged or lost."))

    def _all_judged(self) -> None:
        for wanted in self.wanted:
            name = f"finding_{wanted.requirement.code}"
            if not self.cleaned_data.get(name) and name not in self.errors:
                self.add_error(name, _("Say what you found."))


class CompleteForm(ChecklistForm):
    """What the applicant brought of what was missing."""

    remark = forms.CharField(
        label=_("Remark"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def papers_asked(self) -> list[Wanted]:
        return [one for one in super().papers_asked() if one.item and one.item.is_lacking]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        lacking = self.lacking()
        if lacking:
            self.add_error(
                None,
                _(
                    "Still missing: %(papers)s. The case waits until they are there or the time is over."
                )
                % {"papers": self.titles(lacking)},
            )
        return cleaned

    def _add(self, wanted: Wanted) -> None:
        super()._add(wanted)
        self.fields[f"finding_{wanted.requirement.code}"].initial = None
