"""What people say about letters: reasons, files to compare, searches."""

from __future__ import annotations

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from kanim.cases.forms import StepForm
from kanim.letters import rules
from kanim.letters.kinds import KINDS
from kanim.ui.widgets import FileDrop, Plain

# What the letter of refusal says in bold above the explanation; letters are in Indonesian.
REASONS = {
    "papers_incomplete": "Persyaratan tidak dilengkapi dalam waktu yang diberikan",
    "papers_doubtful": "Keabsahan persyaratan diragukan",
    "statement_untrue": "Keterangan yang diberikan tidak benar",
    "nationality": "Kewarganegaraan pemohon diragukan",
    "prevention": "Pemohon tercantum dalam daftar pencegahan",
    "adjudication": "Data pemohon tidak lolos adjudikasi",
    "other": "",
}
REASON_CHOICES = [
    ("papers_incomplete", _("Papers not completed within the given time")),
    ("papers_doubtful", _("Doubt about the authenticity of the papers")),
    ("statement_untrue", _("Untrue statement")),
    ("nationality", _("Doubt about nationality")),
    ("prevention", _("Listed as prevented from leaving")),
    ("adjudication", _("Data did not pass adjudication")),
    ("other", _("Another reason, as explained below")),
]


class RefuseForm(StepForm):
    """Why an application is refused, as the letter will say it."""

    reason = forms.ChoiceField(label=_("Reason"), choices=REASON_CHOICES, widget=forms.RadioSelect)
    explanation = forms.CharField(
        label=_("Explanation in the letter"),
        help_text=_("The applicant reads this. Write in Indonesian, in full sentences."),
        widget=forms.Textarea(attrs={"rows": 5}),
        min_length=15,
        max_length=1500,
    )


class PdfField(forms.FileField):
    """A PDF, known by its content and not by its name."""

    widget = FileDrop(accept="application/pdf", largest=rules.PDF_LARGEST)

    def clean(self, data: UploadedFile | None, initial: object = None) -> bytes:
        """The content. Refuses what is too large or is no PDF."""
        file = super().clean(data, initial)
        if file.size > rules.PDF_LARGEST:
            raise forms.ValidationError(
                _("The file is larger than 10 MB. Choose the letter's PDF.")
            )
        content: bytes = file.read()
        if not rules.looks_like_pdf(content):
            raise forms.ValidationError(
                _("This is not a PDF. Choose the file as you received it, not a photograph of it.")
            )
        return content


class CompareForm(forms.Form):
    """A file to be compared with the register."""

    file = PdfField(label=_("The letter's PDF file"))


class CodeForm(forms.Form):
    """The verification code, typed from paper."""

    code = forms.CharField(
        label=_("Code below the QR"),
        max_length=40,
        widget=Plain(attrs={"placeholder": "ABCD-EFGH-JKMN-PQRS"}),
    )

    def clean_code(self) -> str:
        """The code as stored."""
        code = rules.token_normal(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                _("The code has 16 letters and digits. Look again below the QR.")
            )
        return code


class RevokeForm(forms.Form):
    """Why a letter no longer counts."""

    reason = forms.CharField(
        label=_("Why is the letter revoked?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=500,
    )


class RegisterForm(forms.Form):
    """What to look for in the register."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=80,
        widget=forms.TextInput(
            attrs={
                "type": "search",
                "class": "form-control",
                "placeholder": _("Number, addressee, subject or application"),
            }
        ),
    )
    year = forms.TypedChoiceField(
        label=_("Year"),
        coerce=int,
        required=False,
        widget=forms.Select(attrs={"class": "form-select", "data-auto-submit": ""}),
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select", "data-auto-submit": ""}),
    )

    def __init__(self, *args: object, years: list[int], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = sorted(
            ((code, kind.title) for code, kind in KINDS.items()), key=lambda k: str(k[1])
        )
        self.fields["kind"].choices = [("", _("All kinds")), *kinds]  # type: ignore[attr-defined]
        self.fields["year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
