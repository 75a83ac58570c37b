"""Drawing two hands, and finding the fields of one finger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.translation import gettext as _

from kanim.biometrics.selectors import FingerState

register = template.Library()

# Of a right hand, back of the hand up: foot of each finger, its length and lean (degrees).
_PLACES = {
    1: (62, 150, 70, -48),
    2: (72, 112, 78, -10),
    3: (103, 104, 90, -1),
    4: (133, 110, 80, 7),
    5: (160, 126, 62, 17),
}
_PALM = {
    "right": "M58 118C58 98 174 96 174 124C176 168 168 214 150 224L88 224C66 206 52 166 58 118Z",
    "left": "M142 118C142 98 26 96 26 124C24 168 32 214 50 224L112 224C134 206 148 166 142 118Z",
}


@dataclass(frozen=True, slots=True)
class DrawnFinger:
    """One finger as the SVG places it; lengths in the drawing's units."""

    state: FingerState
    place: str
    length: int
    lean: int

    @property
    def mark(self) -> str:
        """The shape that says the state without colour."""
        return self.state.look

    @property
    def mark_low(self) -> int:
        return self.length - 24

    @property
    def mark_high(self) -> int:
        return self.length - 12

    @property
    def text(self) -> str:
        """The quality in figures."""
        return "" if self.state.quality is None else str(self.state.quality)

    @property
    def text_at(self) -> int:
        return self.length - 20

    @property
    def upright(self) -> str:
        """Turns the figures back upright about their own place."""
        return f"rotate({-self.lean} 0 {-self.text_at - 4})"

    @property
    def said(self) -> str:
        """What a screen reader says."""
        looks = {
            "open": _("open"),
            "good": _("good"),
            "again": _("take again"),
            "poor": _("kept though poor"),
            "missing": self.state.missing_label,
        }
        quality = f", {self.text}" if self.text else ""
        return f"{self.state.name}: {looks[self.state.look]}{quality}"


@register.simple_tag
def hand_drawing(side: str, fingers: list[FingerState]) -> dict[str, Any]:
    """The palm and five fingers of one hand, thumb first."""
    return {"palm": _PALM[side], "fingers": [_drawn(side, state) for state in fingers]}


@register.simple_tag
def finger_fields(form: Any, hand: FingerState) -> dict[str, Any]:
    """The two fields of one finger."""
    return {"image": form[f"finger_{hand.finger}"], "missing": form[f"missing_{hand.finger}"]}


def _drawn(side: str, state: FingerState) -> DrawnFinger:
    across, down, length, lean = _PLACES[(state.finger - 1) % 5 + 1]
    if side == "left":
        across, lean = 200 - across, -lean
    return DrawnFinger(state, f"translate({across} {down}) rotate({lean})", length, lean)
