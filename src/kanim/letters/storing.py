"""Where the PDFs of letters are: private storage, under names that nobody can guess."""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage


@lru_cache(maxsize=1)
def letter_storage() -> FileSystemStorage:
    """The folder of letters; it has no address on the web."""
    return FileSystemStorage(
        location=Path(settings.MEDIA_ROOT) / "letters", base_url=None, file_permissions_mode=0o600
    )


def pdf_keep(pdf: bytes, *, now: datetime) -> str:
    """Keep a PDF and return its random name (with the year and month as folders)."""
    name = f"{now:%Y/%m}/{secrets.token_hex(20)}.pdf"
    return letter_storage().save(name, ContentFile(pdf))


def pdf_read(name: str) -> bytes:
    """The kept PDF."""
    with letter_storage().open(name) as file:
        content: bytes = file.read()
        return content


def orphans_remove(*, older_than: datetime) -> int:
    """Remove files that no letter names, left by transactions that were rolled back.

    Only files written before ``older_than``: a younger one may belong to an open transaction.
    Returns how many were removed.
    """
    from kanim.letters.models import Letter

    folder = Path(letter_storage().location)
    removed = 0
    for month in sorted(folder.glob("[0-9]*/[0-9]*")):
        old = [
            path for path in month.glob("*.pdf") if path.stat().st_mtime < older_than.timestamp()
        ]
        names = {str(path.relative_to(folder)): path for path in old}
        known = Letter.objects.filter(file__in=names).values_list("file", flat=True)
        for name in names.keys() - set(known):
            names[name].unlink()
            removed += 1
    return removed
