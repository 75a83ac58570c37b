"""What is checked when a passport is collected (SOP 936 row 7)."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.cases.forms import StepForm
from kanim.passports.forms.conditional import NeededText
from kanim.passports.models import Application
from kanim.passports.receipts import is_receipt_of
from kanim.passports.selectors_production import old_book_expected
from kanim.ui.widgets import Plain

NIK_DIGITS = 16


class HandOverForm(StepForm):
    """Identity card and receipt of whoever collects the passport."""

    SELF, FAMILY, PROXY = "self", "family", "proxy"
    RECEIVERS = (
        (SELF, gettext_lazy("The applicant")),
        (FAMILY, gettext_lazy("Family on the same family card")),
        (PROXY, gettext_lazy("Somebody else with a letter of authority")),
    )

    receiver = forms.ChoiceField(
        label=gettext_lazy("Who collects the passport"),
        choices=RECEIVERS,
        initial=SELF,
        widget=forms.RadioSelect,
    )
    name = NeededText(label=gettext_lazy("Name on the identity card"), max_length=150)
    nik = forms.CharField(
        label=gettext_lazy("NIK on the identity card"),
        help_text=gettext_lazy("Type it from the card that is shown to you."),
        max_length=24,
        widget=Plain(attrs={"inputmode": "numeric"}),
    )
    receipt = forms.CharField(
        label=gettext_lazy("Number on the receipt"),
        help_text=gettext_lazy("Scan the QR code of the receipt, or type its number."),
        max_length=200,
        widget=Plain(),
    )
    old_book = forms.BooleanField(
        label=gettext_lazy("The old passport has been made invalid by cutting its corner"),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown_when = f"{self.add_prefix('receiver')}={self.FAMILY},{self.PROXY}"
        self.application = Application.objects.filter(case=self.ctx.case).first()
        if self.application is None or not old_book_expected(self.application):
            del self.fields["old_book"]

    def clean_nik(self) -> str:
        """The 16 digits of the card."""
        nik = re.sub(r"[\s.-]", "", self.cleaned_data["nik"])
        if not re.fullmatch(rf"[0-9]{{{NIK_DIGITS}}}", nik):
            raise forms.ValidationError(_("A NIK has 16 digits. Copy it from the identity card."))
        return nik

    def clean_receipt(self) -> str:
        """The receipt must belong to this case."""
        text = str(self.cleaned_data["receipt"])
        if not is_receipt_of(self.ctx.case, text):
            raise forms.ValidationError(
                _("This is not the receipt of %(number)s. Ask for the right one.")
                % {"number": self.ctx.case.number}
            )
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        own = self.application.nik if self.application else ""
        if cleaned.get("receiver") == self.SELF:
            if cleaned.get("nik") and cleaned["nik"] != own:
                self.add_error(
                    "nik",
                    _(
                        "This is not the NIK of the applicant. Hand nothing over; look at the card again."
                    ),
                )
        elif not cleaned.get("name"):
            self.add_error("name", _("Write the name of the person who collects the passport."))
        if "old_book" in self.fields and not cleaned.get("old_book"):
            self.add_error("old_book", _("Ask for the old passport and cut its corner first."))
        return cleaned

    @property
    def received_by(self) -> str:
        """Who took the passport, for the record."""
        said = self.cleaned_data
        if said["receiver"] == self.SELF:
            return self.application.name if self.application else self.ctx.case.title
        how = {self.FAMILY: "keluarga", self.PROXY: "kuasa"}[said["receiver"]]
        return f"{said['name'].upper()} ({how}, NIK {said['nik']})"
