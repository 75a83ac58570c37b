"""Forms of the applicant's screens. Each saves its own fields, so that a draft is never lost."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kanim.office.models import Office
from kanim.office.selectors import setting_value
from kanim.passports.forms.nationality import nationality_field
from kanim.passports.models import Application
from kanim.passports.models.application import NIK
from kanim.passports.rules import validity_options
from kanim.people.rules import (
    UnableToReadNik,
    age_on,
    is_name,
    name_tidy,
    nik_doubts,
    nik_read,
)
from kanim.ui.widgets import Plain

TODAY_OR_EARLIER = gettext_lazy("This date lies in the future. Check the year.")


def name_written(text: str) -> str:
    """A name as it is kept; ValidationError for what cannot be one."""
    if not is_name(text):
        raise forms.ValidationError(_("Write the name with letters only, as on the identity card."))
    return name_tidy(text)


class ScreenForm(forms.ModelForm):
    """A screen: some fields of the application, all required unless named in ``optional``."""

    optional: tuple[str, ...] = ()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name, field in self.fields.items():
            field.required = name not in self.optional
            if isinstance(field, forms.DateField):
                field.widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            if name.endswith("_nationality"):
                self.fields[name] = nationality_field(field, getattr(self.instance, name))

    def past(self, name: str) -> date | None:
        """A date that cannot lie in the future; None if it does or is not given."""
        value: date | None = self.cleaned_data.get(name)
        if value is None or value <= self.today:
            return value
        self.add_error(name, TODAY_OR_EARLIER)
        return None


class PersonForm(ScreenForm):
    """Items 1 to 5 of the data."""

    class Meta:
        model = Application
        fields = [
            "name", "nik", "birth_place", "birth_date", "sex", "occupation", "civil_status",
            "name_changed", "naturalised",
        ]  # fmt: skip
        widgets = {"sex": forms.RadioSelect, "civil_status": forms.RadioSelect}

    optional = ("name_changed", "naturalised")
    # Cards and our own pages write a NIK in groups: longer than its 16 digits when it is pasted.
    nik = forms.CharField(
        label=gettext_lazy("identity number (NIK)"),
        max_length=24,
        widget=Plain({"inputmode": "numeric"}),
    )

    def clean_nik(self) -> str:
        digits = "".join(c for c in str(self.cleaned_data["nik"]) if c not in " .-")
        NIK(digits)
        return digits

    def clean_name(self) -> str:
        return name_written(str(self.cleaned_data["name"]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.past("birth_date")
        born, nik, sex = (cleaned.get(name) for name in ("birth_date", "nik", "sex"))
        if born and nik and sex and self._nik_differs(nik, born, sex):
            self.add_error(
                "nik",
                _("The NIK does not fit the date of birth and sex. Compare with the card."),
            )
        return cleaned

    def _nik_differs(self, nik: str, born: date, sex: str) -> bool:
        try:
            doubts = nik_doubts(nik_read(nik, on=self.today), birth_date=born, sex=sex)
        except UnableToReadNik as error:
            return error.fault != "length"  # of its length the field itself speaks
        # The area of first registration never speaks against a NIK by itself.
        return bool({"birth_date", "sex"} & set(doubts))


class BookForm(ScreenForm):
    """Kind of application, book and validity; the old passport for a replacement."""

    validity_years = forms.TypedChoiceField(
        label=gettext_lazy("Validity"), coerce=int, widget=forms.RadioSelect
    )

    class Meta:
        model = Application
        fields = ["kind", "old_number", "old_issued", "old_expires", "book", "validity_years"]
        widgets = {"kind": forms.RadioSelect, "book": forms.RadioSelect}

    optional = ("old_number", "old_issued", "old_expires")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years: tuple[int, ...] = (5,)
        if self.instance.birth_date:
            adult_age = int(setting_value("passport.adult_age", self.today))
            years = validity_options(
                self.instance.birth_date, self.instance.is_married, self.today, adult_age
            )
        choice = self.fields["validity_years"]
        assert isinstance(choice, forms.TypedChoiceField)
        choice.choices = [(year, _("%(years)d years") % {"years": year}) for year in years]
        if years == (5,):
            choice.help_text = _("Ten years are given from the age of 17, or when married.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Application.Kind.NEW:
            # Somebody may have begun with a replacement: a first passport has no old one.
            return {**cleaned, "old_number": "", "old_issued": None, "old_expires": None}
        issued, expires = self.past("old_issued"), cleaned.get("old_expires")
        if issued and expires and expires <= issued:
            self.add_error("old_expires", _("This is not later than the date of issue."))
        if cleaned.get("kind") and "old_number" in cleaned and not cleaned["old_number"]:
            self.add_error("old_number", _("Write the number of the old passport."))
        return cleaned

    def clean_old_number(self) -> str:
        return "".join(str(self.cleaned_data["old_number"]).split()).upper()


class IdentityForm(ScreenForm):
    """Items 6 to 9."""

    class Meta:
        model = Application
        fields = ["identity_place", "identity_issued", "identity_expires"]

    optional = ("identity_expires",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.past("identity_issued")
        expires = cleaned.get("identity_expires")
        if expires and expires < self.today:
            self.add_error("identity_expires", _("This card has expired. Renew it first."))
        return cleaned


class AddressForm(ScreenForm):
    """Items 10 to 13."""

    class Meta:
        model = Application
        fields = [
            "home_address", "home_phone", "office_address", "office_phone", "parents_address",
            "parents_phone", "former_address", "former_phone",
        ]  # fmt: skip
        widgets = {
            name: forms.Textarea(attrs={"rows": 2})
            for name in ("home_address", "office_address", "parents_address", "former_address")
        }

    optional = tuple(Meta.fields[2:])


class ParentsForm(ScreenForm):
    """Items 14 and 15."""

    class Meta:
        model = Application
        fields = [
            f"{parent}_{item}"
            for parent in ("father", "mother")
            for item in ("name", "nationality", "birth_place", "birth_date")
        ]

    optional = (
        "father_birth_place",
        "father_birth_date",
        "mother_birth_place",
        "mother_birth_date",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("father_birth_date", "mother_birth_date"):
            born = self.past(name)
            child = self.instance.birth_date
            if born and child and age_on(born, child) < 10:
                self.add_error(name, _("This is not older than the applicant. Check the year."))
        return cleaned


class SpouseForm(ScreenForm):
    """Item 16."""

    class Meta:
        model = Application
        fields = ["spouse_name", "spouse_nationality", "spouse_birth_place", "spouse_birth_date"]

    optional = ("spouse_birth_place", "spouse_birth_date")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.past("spouse_birth_date")
        return cleaned


class ConsentForm(ScreenForm):
    """The last screen: the applicant vouches for the data and allows their use (UU 27/2022)."""

    true = forms.BooleanField(
        label=gettext_lazy("What I have written is true. I know that false data are punishable.")
    )
    consent = forms.BooleanField(
        label=gettext_lazy(
            "The office may use these data to decide on my passport, and keep them as the law says."
        )
    )

    class Meta:
        model = Application
        fields: list[str] = []


class BeginForm(forms.Form):
    """What must be known before a case can begin: which office, and what for."""

    office: forms.ModelChoiceField[Office] = forms.ModelChoiceField(
        label=gettext_lazy("Office"), queryset=None, empty_label=None, widget=forms.RadioSelect
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What do you need?"),
        choices=Application.Kind.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = offices
