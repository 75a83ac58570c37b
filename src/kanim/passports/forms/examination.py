"""The examination: what happened, questions and answers, opinion and decision (SOP BAP)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.biometrics.errors import UnableToReadPicture
from kanim.biometrics.examining import examined_signature
from kanim.biometrics.pictures import UnreadablePicture
from kanim.cases.forms import StepForm
from kanim.passports.examination_questions import starter_questions
from kanim.passports.forms.conditional import NeededChoice, NeededFile
from kanim.passports.models import Examination
from kanim.ui.widgets import SignaturePad

FEWEST_ANSWERS = 3
EXTRA_ROWS = 2
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its answer, as the page shows it."""

    number: int
    question: str
    answer: str

    @property
    def is_asked(self) -> bool:
        """Whether there is an answer; a question without one was not asked."""
        return bool(self.question and self.answer)


def rows_in(data: Mapping[str, Any], prefix: str) -> list[Row]:
    """The rows that a browser sent: two lists of the same length."""
    questions, answers = (_listed(data, f"{prefix}-{name}") for name in ("question", "answer"))
    pairs = zip_longest(questions, answers, fillvalue="")
    return [Row(n, q.strip(), a.strip()) for n, (q, a) in enumerate(pairs, start=1)]


def rows_for(subject: str, kept: list[Row], extra: int = EXTRA_ROWS) -> list[Row]:
    """Answered rows first, then the subject's questions that are not asked yet, then empty rows."""
    pairs = [(row.question, row.answer) for row in kept if row.answer]
    asked = {question for question, _answer in pairs}
    pairs += [(text, "") for text in starter_questions(subject) if text not in asked]
    pairs += [("", "")] * extra
    return [Row(number, *pair) for number, pair in enumerate(pairs, start=1)]


class ExamineForm(StepForm):
    """What happened, and the questions and answers of the examination."""

    subject = forms.ChoiceField(
        label=gettext_lazy("Subject"), choices=Examination.Subject.choices, initial="lost"
    )
    event = forms.CharField(
        label=gettext_lazy("What happened"),
        help_text=gettext_lazy("Stands in the minutes. Write in Indonesian."),
        min_length=15,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    event_on = forms.DateField(
        label=gettext_lazy("Date of the event"), required=False, widget=forms.DateInput
    )
    police_report = forms.CharField(
        label=gettext_lazy("Number of the police report"), required=False, max_length=80
    )
    is_force_majeure = forms.BooleanField(
        label=gettext_lazy("Force majeure (fire, flood, earthquake and the like)"), required=False
    )
    signature = NeededFile(
        label=gettext_lazy("Signature of the examined person"),
        widget=SignaturePad(),
    )
    on_paper = forms.BooleanField(
        label=gettext_lazy("Signed on paper; the sheet goes into the file"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.prefix_rows = self.add_prefix("rows")

    def rows(self) -> Iterator[Row]:
        """The rows to show: what was sent, or the questions to begin with."""
        if not self.is_bound:
            yield from rows_for("lost", [])
            return
        sent = rows_in(self.data, self.prefix_rows)
        yield from sent
        if self.wants_rows:
            yield from (Row(len(sent) + n, "", "") for n in range(1, EXTRA_ROWS + 1))

    @property
    def wants_rows(self) -> bool:
        """Whether more rows were asked for without JavaScript."""
        return self.is_bound and bool(self.data.get("more-rows"))

    def clean_event_on(self) -> Any:
        """An event that has happened."""
        day = self.cleaned_data["event_on"]
        if day and day > timezone.localdate(self.ctx.now):
            raise forms.ValidationError(_("This day is still to come. Correct the date."))
        return day

    def clean_signature(self) -> bytes | None:
        """The signature as a picture with ink, or None."""
        sent = self.cleaned_data["signature"]
        if not sent:
            return None
        sent.seek(0)
        try:
            image = examined_signature(sent.read())
        except UnreadablePicture as reason:
            raise forms.ValidationError(str(UnableToReadPicture.because(reason))) from None
        if image is None:
            raise forms.ValidationError(_("This is no signature yet. Let the person sign in full."))
        return bytes(image)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.wants_rows:
            self.add_error(None, _("Rows were added below. Go on writing, then submit."))
            return cleaned
        sent = rows_in(self.data, self.prefix_rows)
        cleaned["answers"] = [(row.question, row.answer) for row in sent if row.is_asked]
        self._check_answers(sent, cleaned["answers"])
        lost = cleaned.get("subject") == Examination.Subject.LOST
        if lost and not cleaned.get("police_report") and not cleaned.get("is_force_majeure"):
            self.add_error(
                "police_report",
                _("A lost passport needs the police report, unless it was force majeure."),
            )
        if "signature" not in self.errors and not (
            cleaned.get("signature") or cleaned.get("on_paper")
        ):
            self.add_error("signature", _("Let the examined person sign, here or on paper."))
        return cleaned

    def _check_answers(self, sent: list[Row], answers: list[tuple[str, str]]) -> None:
        if any(row.answer and not row.question for row in sent):
            self.add_error(None, _("There is an answer without a question. Write the question."))
        if any(len(text) > LONGEST for pair in answers for text in pair):
            self.add_error(
                None, _("A question or answer is longer than 2,000 characters. Split it.")
            )
        if len(answers) < FEWEST_ANSWERS:
            self.add_error(None, _("Write at least three questions with their answers."))


class OpineForm(StepForm):
    """The examiner's opinion and what follows from it."""

    opinion = forms.CharField(
        label=gettext_lazy("Opinion"),
        help_text=gettext_lazy(
            "What the answers and papers show, and whether negligence is shown."
        ),
        min_length=15,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    recommended = forms.ChoiceField(
        label=gettext_lazy("Recommendation"),
        choices=Examination.Decision.choices,
        widget=forms.RadioSelect,
    )


class DecideExaminationForm(StepForm):
    """The decision of the head of the office."""

    months = NeededChoice(label=gettext_lazy("Postponed for"), coerce=int, empty_value=None)
    reason = forms.CharField(
        label=gettext_lazy("Reasons in the letter"),
        help_text=gettext_lazy("The applicant reads this. Write in Indonesian, in full sentences."),
        min_length=15,
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, *args: Any, months: tuple[int, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_when = f"{self.add_prefix('outcome')}=postponed"
        choice = self.fields["months"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [("", "—")] + [
            (count, _("%(count)d months") % {"count": count})
            for count in range(months[0], months[1] + 1)
        ]
        self.order_fields(["outcome", "months", "reason"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == "postponed" and not cleaned.get("months"):
            self.add_error("months", _("Say for how many months the replacement is postponed."))
        return cleaned


def _listed(data: Mapping[str, Any], name: str) -> list[str]:
    getlist = getattr(data, "getlist", None)
    if getlist is not None:
        return [str(value) for value in getlist(name)]
    return [str(value) for value in data.get(name, [])]
