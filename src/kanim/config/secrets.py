"""The office's own secrets: named by the environment, or made once and kept under var/."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress

from kanim.config.database import var_directory


def office_secret(name: str) -> str:
    """The secret of this name, e.g. ``session`` for KANIM_SECRET_SESSION; 64 hex digits if made here."""
    named = os.environ.get("KANIM_SECRET_" + name.upper().replace("-", "_"))
    if named:
        return named
    folder = var_directory() / "secrets"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / name
    if not path.exists():
        # Two processes may start at once: a link is made whole or not at all, and by one only.
        draft = folder / f".{name}.{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text().strip()
