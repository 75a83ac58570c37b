"""What the pages of the office ask."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from kanim.office.models import Closure, Confidence, Role, Setting, Unit
from kanim.office.rules import Hours
from kanim.office.selectors import week_of
from kanim.office.words import WEEKDAYS

USERNAME = RegexValidator(
    r"^[a-z][a-z0-9._\-]{2,29}$",
    _("Use 3 to 30 small letters, digits, dots or dashes; begin with a letter."),
)
NIP = RegexValidator(r"^[0-9]{18}$", _("A NIP has 18 digits."))
CLOCK = r"([01][0-9]|2[0-3])[:.][0-5][0-9]"
DAY_NAMES = dict(
    zip(
        WEEKDAYS,
        (
            _("Monday"),
            _("Tuesday"),
            _("Wednesday"),
            _("Thursday"),
            _("Friday"),
            _("Saturday"),
            _("Sunday"),
        ),
        strict=True,
    )
)


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time picker."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class ClosureForm(forms.Form):
    """A day on which the office departs from the national calendar."""

    day = forms.DateField(label=_("Day"), widget=DateInput)
    kind = forms.ChoiceField(
        label=_("The office is"), choices=Closure.Kind, initial="closed", widget=forms.RadioSelect
    )
    opens = forms.TimeField(label=_("Opens"), widget=TimeInput, required=False)
    closes = forms.TimeField(label=_("Closes"), widget=TimeInput, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=150)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("kind") != Closure.Kind.OPEN:
            data["hours"] = None
            return data
        opens, closes = data.get("opens"), data.get("closes")
        if not opens or not closes or closes <= opens:
            self.add_error("closes", _("Say when the office opens and closes on that day."))
            return data
        data["hours"] = Hours(opens, closes)
        return data


class DatedValueForm(forms.Form):
    """A new value with its source, from a day on."""

    effective_from = forms.DateField(label=_("Effective from"), widget=DateInput)
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("The regulation, decree or letter that says so."),
    )
    confidence = forms.ChoiceField(
        label=_("Confidence"), choices=Confidence, initial=Confidence.CONFIRMED
    )


class TariffForm(DatedValueForm):
    """A new tariff."""

    amount = forms.IntegerField(label=_("Amount in rupiah"), min_value=0, max_value=10**12)
    field_order = ("amount", "effective_from", "source", "confidence")


class SettingForm(DatedValueForm):
    """A new value of a setting, asked as its kind demands; ``value`` is what is stored."""

    field_order = ("value", *WEEKDAYS, "effective_from", "source", "confidence")

    def __init__(self, *args: Any, setting: Setting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.setting = setting
        if setting.kind == Setting.Kind.HOURS:
            self.fields.update(_hours_fields(setting.value))
        else:
            self.fields["value"] = _value_field(setting)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.setting.kind == Setting.Kind.HOURS:
            data["value"] = {day: data[day] for day in WEEKDAYS if data.get(day)}
            if not data["value"] and not self.errors:
                raise ValidationError(_("The office must be open on one day at least."))
        elif self.setting.kind == Setting.Kind.YES_NO and "value" in data:
            data["value"] = data["value"] == "yes"
        return data

    def dated(self) -> dict[str, Any]:
        """What ``setting_change`` takes."""
        names = ("value", "effective_from", "source", "confidence")
        return {name: self.cleaned_data[name] for name in names}


class OpeningHours(forms.CharField):
    """Hours of a weekday as ``08.00-16.00``; empty where the office is closed."""

    def to_python(self, value: Any) -> Any:
        text = "".join(str(value or "").split()).replace("–", "-").replace(".", ":")
        if not text:
            return None
        opens, dash, closes = text.partition("-")
        try:
            valid = bool(dash) and time.fromisoformat(opens) < time.fromisoformat(closes)
        except ValueError:
            valid = False
        if not valid:
            raise ValidationError(_("Write the hours like 08.00-16.00, or leave the day empty."))
        return [opens, closes]


class OfficerForm(forms.Form):
    """A new member of the staff: account and first posting."""

    full_name = forms.CharField(label=_("Full name"), max_length=150)
    nip = forms.CharField(label="NIP", required=False, validators=[NIP])
    username = forms.CharField(label=_("Sign-in name"), validators=[USERNAME])
    email = forms.EmailField(label=_("Office e-mail"))
    phone = forms.CharField(label=_("Mobile number"), max_length=20, required=False)

    def __init__(self, *args: Any, office_id: int | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_posting_fields(office_id, today))


class PostingForm(forms.Form):
    """A posting of a colleague."""

    def __init__(self, *args: Any, office_id: int | None, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(_posting_fields(office_id, today))


class PostingEndForm(forms.Form):
    """The last day of a posting."""

    last_day = forms.DateField(label=_("Last day"), widget=DateInput)


class ColleagueForm(forms.Form):
    """Whom to look up."""

    username = forms.CharField(label=_("Sign-in name"), max_length=150)


class RoleField(forms.ModelChoiceField):
    """Roles by their name in the language of the page."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


def _posting_fields(office_id: int | None, today: date) -> dict[str, forms.Field]:
    units = Unit.objects.filter(office=office_id).order_by("pk")
    return {
        "role": RoleField(label=_("Role"), queryset=Role.objects.order_by("pk")),
        "unit": forms.ModelChoiceField(label=_("Unit"), queryset=units, required=False),
        "begins": forms.DateField(label=_("First day"), widget=DateInput, initial=today),
    }


def _value_field(setting: Setting) -> forms.Field:
    if setting.kind == Setting.Kind.NUMBER:
        return forms.IntegerField(
            label=_("Value"), min_value=0, max_value=10_000, initial=setting.value
        )
    if setting.kind == Setting.Kind.YES_NO:
        return forms.ChoiceField(
            label=_("Value"),
            choices=[("yes", _("Yes")), ("no", _("No"))],
            initial="yes" if setting.value else "no",
            widget=forms.RadioSelect,
        )
    return forms.CharField(label=_("Value"), max_length=200, initial=setting.value)


def _hours_fields(value: dict[str, list[str]]) -> dict[str, forms.Field]:
    hours = week_of(value)
    return {
        day: OpeningHours(
            label=DAY_NAMES[day],
            required=False,
            initial=f"{hours[number].opens:%H.%M}-{hours[number].closes:%H.%M}"
            if number in hours
            else "",
        )
        for number, day in enumerate(WEEKDAYS)
    }
