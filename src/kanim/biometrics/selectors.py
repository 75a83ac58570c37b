"""Reading what was taken."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from kanim.biometrics.models import Fingerprint, Photograph, Signature, State
from kanim.biometrics.rules import FINGER_GOOD, finger_verdict
from kanim.biometrics.sentences import FINGERS
from kanim.cases.models import Case


def photo_of(case: Case, state: State = State.CURRENT) -> Photograph | None:
    """The case's accepted photograph (or its draft). One query."""
    return Photograph.objects.filter(case=case, state=state).first()


def signature_of(case: Case, state: State = State.CURRENT) -> Signature | None:
    """The case's accepted signature (or its draft). One query."""
    return Signature.objects.filter(case=case, state=state).first()


def fingerprints_of(case: Case, state: State = State.CURRENT) -> list[Fingerprint]:
    """The case's accepted fingerprints by finger position (or the drafts). One query."""
    return list(Fingerprint.objects.filter(case=case, state=state).order_by("finger"))


@dataclass(frozen=True, slots=True)
class FingerState:
    """How it stands with one finger: ``look`` is open, good, again, poor or missing."""

    finger: int
    name: Promise
    look: str = "open"
    quality: int | None = None
    tries: int = 0
    missing: str = ""
    missing_label: str = ""

    @property
    def is_settled(self) -> bool:
        """Whether nothing more need be done about the finger."""
        return self.look in {"good", "poor", "missing"}

    @property
    def wanted(self) -> int:
        """The quality at which a print is good."""
        return FINGER_GOOD


def hands_of(case: Case, state: State = State.DRAFT) -> list[FingerState]:
    """The ten fingers and how it stands with each; the pictures are not read. One query."""
    prints = {
        row.finger: row for row in Fingerprint.objects.filter(case=case, state=state).defer("image")
    }
    return [_state(finger, prints.get(finger)) for finger in FINGERS]


def finger_to_show(hands: list[FingerState], just_tried: int | None = None) -> int | None:
    """The finger to take next: the one just tried if it must be tried again, else the first open."""
    order = [hand for hand in hands if not hand.is_settled]
    for hand in order:
        if hand.finger == just_tried:
            return hand.finger
    return order[0].finger if order else None


def _state(finger: int, row: Fingerprint | None) -> FingerState:
    name = FINGERS[finger]
    if row is None:
        return FingerState(finger, name)
    if row.missing or row.quality is None:
        label = str(row.get_missing_display())
        return FingerState(finger, name, "missing", missing=row.missing, missing_label=label)
    look = finger_verdict(row.quality, row.tries)
    return FingerState(finger, name, look, row.quality, row.tries)
