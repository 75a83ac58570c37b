"""What a visitor enters at the kiosk, and how an office sets up its queue."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kanim.tickets.defaults import PRIORITY
from kanim.tickets.models import Counter, Ticket, TicketClass
from kanim.tickets.rules import LONGEST_HEAD_START
from kanim.ui.widgets import Plain


class CheckInForm(forms.Form):
    """The number of the application. A scanner types it and presses Enter."""

    number = forms.CharField(
        label=_("Scan the QR code on your letter, or type the application number"),
        max_length=200,
        widget=Plain({"autofocus": True, "placeholder": "BJM-26-000123-K", "data-scan": ""}),
        error_messages={"required": _("Scan the QR code or type the number first.")},
    )


class TakeForm(forms.Form):
    """The queue that a visitor without an application chooses; priority needs a reason."""

    letter = forms.CharField(max_length=1)
    reason = forms.ChoiceField(choices=Ticket.Reason.choices, required=False)

    def __init__(self, *args: Any, office_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.office_id = office_id

    def clean_letter(self) -> str:
        """A class that the office gives at the kiosk."""
        letter = str(self.cleaned_data["letter"])
        offered = TicketClass.objects.filter(office=self.office_id, at_kiosk=True, letter=letter)
        if not offered.exists():
            raise forms.ValidationError(_("Choose one of the queues."))
        return letter

    def clean(self) -> dict[str, Any]:
        """The priority queue is for those who say why."""
        cleaned = super().clean() or {}
        if cleaned.get("letter") == PRIORITY and not cleaned.get("reason"):
            raise forms.ValidationError(_("Say why you need priority."))
        return cleaned


class CounterForm(forms.Form):
    """A counter: its number, its name and the queues that it serves."""

    number = forms.IntegerField(label=_("Number"), min_value=1, max_value=99)
    name = forms.CharField(label=_("Name"), max_length=60)
    letters = forms.MultipleChoiceField(
        label=_("Queues served here"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, classes: Iterable[TicketClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["letters"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(row.letter, str(row)) for row in classes]

    @staticmethod
    def initial_of(counter: Counter) -> dict[str, Any]:
        """What the form shows of a counter."""
        letters = [row.letter for row in counter.classes.all()]
        return {"number": counter.number, "name": counter.name, "letters": letters}


class QueueForm(forms.Form):
    """A class of tickets: its names and figures. Its letter never changes."""

    title_id = forms.CharField(label=_("Name in Indonesian"), max_length=60)
    title_en = forms.CharField(label=_("Name in English"), max_length=60)
    service_minutes = forms.IntegerField(
        label=_("Usual time at the counter, in minutes"),
        help_text=_("Counts until the day's own times are known."),
        min_value=1,
        max_value=240,
    )
    head_start = forms.IntegerField(
        label=_("Goes before others at the same counter by, in minutes"),
        min_value=0,
        max_value=int(LONGEST_HEAD_START.total_seconds() // 60),
    )
    at_kiosk = forms.BooleanField(
        label=_("Visitors may take this ticket at the kiosk themselves"), required=False
    )
