"""What can go wrong with papers in a foreseen way. Each message says what to do."""

from __future__ import annotations

from kanim.cases.errors import UnableToPerform
from kanim.dossier.files import UnusableFile
from kanim.dossier.sentences import FILE_ERRORS

MEGABYTE = 1024 * 1024


class UnableToKeepPaper(UnableToPerform):
    """The file cannot be kept, or the case takes no more papers."""

    @classmethod
    def because(cls, reason: UnusableFile, largest: int) -> UnableToKeepPaper:
        """With the sentence for the reason; ``largest`` is the limit in bytes."""
        return cls(str(FILE_ERRORS[reason.code]) % {"largest": largest // MEGABYTE})


class UnableToRemovePaper(UnableToPerform):
    """The paper has been checked and stays."""


class UnableToConcludeCheck(UnableToPerform):
    """The decision does not fit what was found."""


class UnableToArchive(UnableToPerform):
    """The dossier is not complete, or is archived already."""
