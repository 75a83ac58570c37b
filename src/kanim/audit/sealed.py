"""Model fields whose content is encrypted at rest: biometric templates, watchlist reasons, secrets.

AES-256-GCM with a key derived from ``settings.FIELD_KEY``. What is stored names its key, so that
the key can be changed: put the old one into ``settings.FIELD_KEYS_RETIRED``; rows are sealed anew
when they are next saved.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models

FORMAT = b"K1"
KEY_ID_BYTES, NONCE_BYTES = 4, 12


class UnableToUnseal(Exception):
    """The key is unknown, or the content was changed in the database."""


def seal(content: bytes, purpose: str = "") -> bytes:
    """Encrypt; the same ``purpose`` must be given to open it again."""
    key_id, cipher = _cipher(settings.FIELD_KEY)
    nonce = os.urandom(NONCE_BYTES)
    return FORMAT + key_id + nonce + cipher.encrypt(nonce, content, purpose.encode())


def unseal(sealed: bytes, purpose: str = "") -> bytes:
    """Decrypt what ``seal`` made. UnableToUnseal if it cannot be trusted."""
    body = sealed[len(FORMAT) :]
    key_id, body = body[:KEY_ID_BYTES], body[KEY_ID_BYTES:]
    retired = getattr(settings, "FIELD_KEYS_RETIRED", [])
    cipher = dict(_cipher(secret) for secret in (*retired, settings.FIELD_KEY)).get(key_id)
    if not sealed.startswith(FORMAT) or cipher is None:
        raise UnableToUnseal("sealed with a key that this office does not have")
    try:
        return cipher.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], purpose.encode())
    except (InvalidTag, ValueError):
        raise UnableToUnseal("sealed content was changed, or belongs to another field") from None


def seal_text(text: str, purpose: str = "") -> str:
    """Encrypt a text to printable characters."""
    return base64.b64encode(seal(text.encode(), purpose)).decode()


def unseal_text(sealed: str, purpose: str = "") -> str:
    """Decrypt what ``seal_text`` made. UnableToUnseal if it cannot be trusted."""
    try:
        content = base64.b64decode(sealed, validate=True)
    except ValueError:
        raise UnableToUnseal("not a sealed text") from None
    return unseal(content, purpose).decode()


class _Sealed(models.Field):
    """What both fields share. ``purpose`` binds the content to this column."""

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.purpose:
            kwargs["purpose"] = self.purpose
        return name, path, args, kwargs

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed: the database cannot compare it")
        return super().get_lookup(lookup_name)


class SealedTextField(_Sealed, models.TextField):
    """A text, sealed in the database. None and the empty text stay as they are."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return seal_text(str(value), self.purpose) if value else value

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return unseal_text(value, self.purpose) if value else value


class SealedBinaryField(_Sealed, models.BinaryField):
    """Bytes, sealed in the database. None and no bytes stay as they are."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        sealed = seal(bytes(value), self.purpose) if value else value
        return super().get_db_prep_save(sealed, connection)

    def from_db_value(self, value: Any, *_: Any) -> bytes | None:
        return unseal(bytes(value), self.purpose) if value else value


@lru_cache(maxsize=8)
def _cipher(secret: str) -> tuple[bytes, AESGCM]:
    derive: Callable[[bytes], bytes] = HKDF(SHA256(), 32, None, b"kanim field").derive
    key = derive(secret.encode())
    named = HKDF(SHA256(), KEY_ID_BYTES, None, b"kanim field key id").derive(secret.encode())
    return named, AESGCM(key)
