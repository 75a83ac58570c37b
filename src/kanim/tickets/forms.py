"""What a visitor enters at the kiosk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kanim.tickets.defaults import PRIORITY
from kanim.tickets.models import Ticket, TicketClass
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
