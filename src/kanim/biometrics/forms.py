"""What the officer submits. The pictures themselves were kept as drafts while they were taken.

A picture sent with the form itself (a browser without scripts) is examined here and kept by the
activity, so that both ways end in the same rows.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kanim.biometrics import rules, selectors
from kanim.biometrics.errors import UnableToReadPicture
from kanim.biometrics.examining import examined_finger, examined_photograph, examined_signature
from kanim.biometrics.models import Fingerprint, State
from kanim.biometrics.pictures import UnreadablePicture
from kanim.biometrics.sentences import FINGERS, Line, advices, lines_of
from kanim.cases.forms import StepForm
from kanim.ui.widgets import CameraPhoto, SignaturePad


def sending(url: str, name: str, target: str, *, delay: str = "") -> dict[str, str]:
    """Attributes by which an input sends itself as soon as it changes."""
    return {
        "hx-post": f"{url}?field={name}",
        "hx-trigger": f"change delay:{delay}" if delay else "change",
        "hx-params": name,
        "hx-encoding": "multipart/form-data",
        "hx-target": f"#{target}",
        "hx-swap": "outerHTML",
        "hx-sync": "this:replace",
    }


class KeptFileField(forms.FileField):
    """A picture that is needed, but may have been kept already: the form judges an empty one."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        return super().clean(data, initial) if data else None


class ReasonField(forms.ChoiceField):
    """A reason that stands in for a print: the form judges an empty one."""

    def validate(self, value: Any) -> None:
        if value:
            super().validate(value)


class PhotographForm(StepForm):
    """A photograph that passes, or a reason to accept one that does not."""

    use_required_attribute = False
    photo = KeptFileField(
        label=_("Photograph"),
        widget=CameraPhoto(shape="face"),
        help_text=_("Face the camera, eyes open, mouth closed, plain light background."),
    )
    override_reason = forms.CharField(
        label=_("Why this photograph is accepted all the same"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = selectors.photo_of(self.ctx.case, State.DRAFT)
        url = reverse("biometrics:try_photo", args=[self.ctx.step.pk])
        self.fields["photo"].widget.attrs.update(
            sending(url, self.add_prefix("photo"), "photo-state")
        )

    @property
    def may_override(self) -> bool:
        """Whether enough tries have failed for an exception."""
        draft = self.draft
        return bool(draft and not draft.acceptable and rules.may_override(draft.tries))

    @property
    def lines(self) -> list[Line]:
        """What was found about the draft, in words."""
        return lines_of(self.draft.judged) if self.draft else []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sent = cleaned.get("photo")
        if sent and not _is_draft(self.draft, sent):
            self._examine(sent)
        elif self.draft is None:
            self.add_error("photo", _("Take the photograph first."))
        elif not self.draft.acceptable and not (
            self.may_override and cleaned.get("override_reason")
        ):
            self._refuse(advices(self.draft.judged))
        return cleaned

    def _examine(self, sent: Any) -> None:
        try:
            findings = examined_photograph(_content(sent)).findings
        except UnreadablePicture as reason:
            self.add_error("photo", str(UnableToReadPicture.because(reason)))
            return
        if not rules.is_acceptable(findings):
            self.add_error("photo", advices(findings))

    def _refuse(self, sentences: list[str]) -> None:
        self.add_error("photo", sentences)
        if self.may_override:
            self.add_error(
                "override_reason",
                _("Say why the photograph is accepted all the same, or take a better one."),
            )


class FingerprintForm(StepForm):
    """Ten fingers: each with a print or a reason why there is none."""

    use_required_attribute = False
    device = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for finger, name in FINGERS.items():
            self._add(finger, str(name))

    def _add(self, finger: int, name: str) -> None:
        url = reverse("biometrics:try_finger", args=[self.ctx.step.pk, finger])
        image, missing = f"finger_{finger}", f"missing_{finger}"
        device = self.add_prefix("device")
        self.fields[image] = KeptFileField(
            label=_("Print of the %(finger)s") % {"finger": name.lower()},
            widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/bmp"}),
        )
        self.fields[missing] = ReasonField(
            label=_("No print, because"),
            choices=[("", _("(a print is taken)")), *Fingerprint.Missing.choices],
        )
        for field in (image, missing):
            attrs = sending(url, self.add_prefix(field), "fingers")
            attrs["hx-params"] = f"{self.add_prefix(field)},{device}"
            self.fields[field].widget.attrs.update(attrs)

    def sent(self) -> dict[int, bytes]:
        """The prints that came with the form itself, by finger."""
        return {
            finger: _content(file)
            for finger in FINGERS
            if (file := self.cleaned_data.get(f"finger_{finger}"))
        }

    def excuses(self) -> dict[int, str]:
        """The reasons that came with the form itself, by finger."""
        return {
            finger: reason
            for finger in FINGERS
            if (reason := self.cleaned_data.get(f"missing_{finger}"))
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for finger, content in self.sent().items():
            self._examine(finger, content)
        for hand in selectors.hands_of(self.ctx.case):
            given = cleaned.get(f"finger_{hand.finger}") or cleaned.get(f"missing_{hand.finger}")
            if given or hand.is_settled:
                continue
            self.add_error(None, _finger_advice(hand))
        return cleaned

    def _examine(self, finger: int, content: bytes) -> None:
        try:
            examined_finger(content)
        except UnreadablePicture as reason:
            self.add_error(f"finger_{finger}", str(UnableToReadPicture.because(reason)))


class SignatureForm(StepForm):
    """The applicant's signature."""

    use_required_attribute = False
    signature = KeptFileField(
        label=_("Signature"),
        widget=SignaturePad(),
        help_text=_(
            "The applicant signs inside the box. Small children give a thumb print on paper."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = selectors.signature_of(self.ctx.case, State.DRAFT)
        url = reverse("biometrics:try_signature", args=[self.ctx.step.pk])
        self.fields["signature"].widget.attrs.update(
            sending(url, self.add_prefix("signature"), "signature-state", delay="800ms")
        )

    def clean_signature(self) -> Any:
        sent = self.cleaned_data["signature"]
        if not sent:
            if self.draft is None:
                raise forms.ValidationError(_("Let the applicant sign in the box first."))
            return None
        try:
            image = examined_signature(_content(sent))
        except UnreadablePicture as reason:
            raise forms.ValidationError(str(UnableToReadPicture.because(reason))) from None
        if image is None:
            raise forms.ValidationError(
                _("This is no signature yet. Let the applicant sign in full inside the box.")
            )
        return sent


def _finger_advice(hand: selectors.FingerState) -> str:
    if hand.look == "again":
        sentence = _(
            "%(finger)s: the print is not clear (quality %(quality)s of 100). Take it again."
        )
        return str(sentence % {"finger": hand.name, "quality": hand.quality})
    sentence = _("%(finger)s: take the print, or say why there is none.")
    return str(sentence % {"finger": hand.name})


def _content(sent: Any) -> bytes:
    sent.seek(0)
    return bytes(sent.read())


def _is_draft(draft: Any, sent: Any) -> bool:
    """Whether what came with the form is what was already kept while it was taken."""
    return draft is not None and draft.source_sha256 == sha256(_content(sent)).hexdigest()
