"""What a finding says to the officer: what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kanim.biometrics.rules import Finding, Level

# What was looked at, for the list; and what to do when it is not good.
LABELS: dict[str, Promise] = {
    "none": _("Face"),
    "faces": _("One face"),
    "tilted": _("Pose"),
    "turned": _("Pose"),
    "eyes": _("Eyes"),
    "size": _("Size of the face"),
    "framing": _("Position"),
    "framing_top": _("Position"),
    "framing_bottom": _("Position"),
    "framing_left": _("Position"),
    "framing_right": _("Position"),
    "level": _("Head upright"),
    "frontal": _("Facing the camera"),
    "sharpness": _("Sharpness"),
    "dark": _("Brightness"),
    "bright": _("No glare"),
    "flat": _("Contrast"),
    "lopsided": _("Even light"),
    "colour": _("Colour"),
    "background": _("Plain background"),
}

ADVICE: dict[str, Promise] = {
    "none": _(
        "No face was found. Let the applicant sit straight, look into the camera and uncover the face."
    ),
    "faces": _(
        "More than one face is in the picture. Let only the applicant stand before the camera."
    ),
    "tilted": _("The head is tilted. Let the applicant hold the head upright."),
    "turned": _("The head is turned. Let the applicant look straight into the camera."),
    "eyes": _(
        "The eyes were not found. Let the applicant open both eyes and take off dark or shiny glasses."
    ),
    "size": _("The face is too small. Let the applicant come closer, or zoom in."),
    "framing_top": _("The top of the head is too near the edge. Raise the camera or step back."),
    "framing_bottom": _("The shoulders are cut off. Lower the camera or step back."),
    "framing_left": _(
        "The face is too far to the left of the picture. Move the camera to the left."
    ),
    "framing_right": _(
        "The face is too far to the right of the picture. Move the camera to the right."
    ),
    "level": _(
        "The head is tilted. Let the applicant hold the head upright, both eyes at one height."
    ),
    "frontal": _(
        "The face is turned to one side. Let the applicant turn to the camera, shoulders level."
    ),
    "sharpness": _(
        "The picture is blurred. Clean the lens, focus on the eyes and take it again without moving."
    ),
    "dark": _("The face is too dark. Switch on the lamps before the applicant."),
    "bright": _("The face is too bright. Dim the lamps or shade the window."),
    "flat": _("The picture is hazy. Clean the lens and check the light."),
    "lopsided": _("One side of the face lies in shadow. Light it from both sides."),
    "colour": _("The picture has no colour. Set the camera to colour."),
    "background": _("The background is not plain. Use the white screen, without shadows."),
}

PICTURE_ERRORS: dict[str, Promise] = {
    "empty": _("The file is empty. Choose the picture again."),
    "too_large": _("The file is larger than 12 MB. Send a smaller picture."),
    "not_a_picture": _("This is not a picture. Send a JPEG or PNG file."),
    "too_many_pixels": _("The picture has too many pixels. Send one of at most 40 megapixels."),
    "broken": _("The picture is damaged and cannot be opened. Take or scan it again."),
    "size": _(
        "The fingerprint picture must be 160 to 1200 pixels wide and high, at 500 dots an inch."
    ),
}

FINGERS: dict[int, Promise] = {
    1: _("Right thumb"),
    2: _("Right index finger"),
    3: _("Right middle finger"),
    4: _("Right ring finger"),
    5: _("Right little finger"),
    6: _("Left thumb"),
    7: _("Left index finger"),
    8: _("Left middle finger"),
    9: _("Left ring finger"),
    10: _("Left little finger"),
}
"""Names by the finger positions of ISO/IEC 19794-4."""


def advices(findings: Iterable[Finding]) -> list[str]:
    """The sentences of what is bad, each once, in the order of the findings."""
    return [str(ADVICE[finding.code]) for finding in findings if finding.level == "bad"]


# How the figure behind a finding is written; a share is shown in per cent.
_UNITS = {"size": "pixels", "level": "degrees", "frontal": "symmetry", "sharpness": "variance"}
_SHARES = {"bright", "lopsided"}


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as the page shows it; ``advice`` is empty when all is well."""

    level: Level
    label: str
    figures: str
    advice: str


def lines_of(findings: Iterable[Finding]) -> list[Line]:
    """The findings in words, each with the figure behind it."""
    return [
        Line(
            finding.level,
            str(LABELS[finding.code]),
            _figures(finding),
            "" if finding.level == "good" else str(ADVICE[finding.code]),
        )
        for finding in findings
    ]


def _figures(finding: Finding) -> str:
    value = finding.figures.get(_UNITS.get(finding.code, "value"))
    if value is None:
        return ""
    if finding.code == "size":
        return f"{value:.0f} px"
    if finding.code == "level":
        return f"{value:.1f}°".replace(".", ",")
    if finding.code in _SHARES:
        return f"{value * 100:.0f} %"
    return f"{value:.2f}".replace(".", ",") if value < 1 else f"{value:.0f}"
