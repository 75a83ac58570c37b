"""Whether a PDF's signature holds: pyHanko's validation, with our own authorities only."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature

from kanim.letters.signers import validation_context

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Signature:
    """What a file's signature says. ``whole``: it covers the file to its last byte."""

    present: bool = False
    intact: bool = False
    trusted: bool = False
    whole: bool = False

    @property
    def holds(self) -> bool:
        """Whether the signature is ours, unbroken, and covers all of the file."""
        return self.present and self.intact and self.trusted and self.whole


def signature_inspect(pdf: bytes, *, moment: datetime) -> Signature:
    """Inspect the only signature of a letter.

    ``moment`` is when our register says that it was signed: the certificate must have been valid
    then. A file that cannot be read, or has several signatures, is not one of our letters.
    """
    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_signatures
        if len(found) != 1:
            return Signature(present=bool(found))
        status = validate_pdf_signature(
            found[0], signer_validation_context=validation_context(moment)
        )
    except Exception as error:  # noqa: BLE001  a forged file may break the reader anywhere
        logger.info("an uploaded file has no readable signature: %s", error)
        return Signature()
    return Signature(
        present=True,
        intact=bool(status.intact and status.valid),
        trusted=bool(status.trusted),
        whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
    )
