"""What is looked at on a finished passport: quality after lamination, and security features."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing to look at, with a code that stays the same."""

    code: str
    label: str | Promise


# SOP 936 row 6 ("uji kualitas"): what the production officer tests.
QUALITY = (
    Feature("number", _("The perforated number is the printed number")),
    Feature("photo", _("The photograph is sharp, without streaks or colour cast")),
    Feature("text", _("All text is complete, straight and easy to read")),
    Feature("zone", _("The machine readable zone is parallel to the lower edge, without stains")),
    Feature("laminate", _("The laminate is smooth, without bubbles, folds or dust")),
    Feature("binding", _("Seam, cover and all pages are undamaged and in order")),
)

# SOP 936, narrative "Pengesahan": what the official examines before endorsing.
SECURITY = (
    Feature("watermark", _("Watermark and security thread, against the light")),
    Feature("ultraviolet", _("Ultraviolet printing and fluorescent fibres, under the lamp")),
    Feature("hologram", _("Holographic laminate over photograph and data")),
    Feature("microprint", _("Microprint and guilloche, under the magnifier")),
    Feature("perforation", _("Laser perforation of the number through all pages")),
    Feature("identity", _("Photograph and data belong to this applicant")),
)
