"""What can be wrong with what was taken. Each message says what to do."""

from __future__ import annotations

from kanim.biometrics.pictures import UnreadablePicture
from kanim.biometrics.sentences import PICTURE_ERRORS
from kanim.cases.errors import UnableToPerform


class UnableToReadPicture(UnableToPerform):
    """The file is not a picture that can be opened."""

    @classmethod
    def because(cls, reason: UnreadablePicture) -> UnableToReadPicture:
        """With the sentence for the reason."""
        return cls(str(PICTURE_ERRORS[reason.code]))


class UnableToAcceptPhotograph(UnableToPerform):
    """No photograph has been taken, or it fails and no reason may or does excuse it."""


class UnableToAcceptFingerprints(UnableToPerform):
    """A finger has neither a print nor a reason."""


class UnableToAcceptSignature(UnableToPerform):
    """Nothing has been signed, or the ink is no signature."""
