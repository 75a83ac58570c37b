from __future__ import annotations

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from kanim.audit.sealed import (
    SealedBinaryField,
    SealedTextField,
    UnableToUnseal,
    seal,
    seal_text,
    unseal,
    unseal_text,
)


class Secret(models.Model):
    """A table of this test's own."""

    objects: models.Manager[Secret] = models.Manager()
    reason = SealedTextField(null=True, purpose="test.reason")
    template = SealedBinaryField(null=True)

    class Meta:
        app_label = "audit_test"
        managed = False

    def __str__(self) -> str:
        return ""


SECRETS = Secret.objects


@pytest.fixture
def table(transactional_db):
    with connection.schema_editor() as editor:
        editor.create_model(Secret)
    yield
    with connection.schema_editor() as editor:
        editor.delete_model(Secret)


@given(st.text(), st.text(max_size=10))
def test_text_there_and_back(text: str, purpose: str) -> None:
    assert unseal_text(seal_text(text, purpose), purpose) == text


@given(st.binary(max_size=2000))
def test_each_sealing_differs(content: bytes) -> None:
    first, second = seal(content), seal(content)
    assert first != second
    assert unseal(first) == unseal(second) == content


def test_fields_keep_nothing_readable(table) -> None:
    row = SECRETS.create(reason="Dicari karena penipuan", template=b"\x00sidik jari")
    with connection.cursor() as cursor:
        cursor.execute("select reason, template from audit_test_secret")
        reason, template = cursor.fetchone()
    assert "Dicari" not in reason
    assert b"sidik" not in bytes(template)
    fresh = SECRETS.get(pk=row.pk)
    assert fresh.reason == "Dicari karena penipuan"
    assert fresh.template == b"\x00sidik jari"
    SECRETS.filter(pk=row.pk).update(reason=None, template=None)
    fresh.refresh_from_db()
    assert (fresh.reason, fresh.template) == (None, None)
    assert SECRETS.filter(reason__isnull=True).count() == 1


def test_sealed_fields_cannot_be_searched() -> None:
    with pytest.raises(FieldError):
        SECRETS.filter(reason="x")
    with pytest.raises(FieldError):
        SECRETS.filter(reason__contains="x")


def test_key_can_be_changed(settings) -> None:
    settings.FIELD_KEY = "lama"
    sealed = seal_text("rahasia")
    settings.FIELD_KEY, settings.FIELD_KEYS_RETIRED = "baru", ["lama"]
    assert unseal_text(sealed) == "rahasia"
    assert seal_text("rahasia")[:8] != sealed[:8]
    settings.FIELD_KEYS_RETIRED = []
    with pytest.raises(UnableToUnseal):
        unseal_text(sealed)


def test_changed_moved_or_foreign_content_is_refused() -> None:
    sealed = bytearray(seal(b"rahasia", "a"))
    with pytest.raises(UnableToUnseal):
        unseal(bytes(sealed), "b")
    sealed[-1] ^= 1
    with pytest.raises(UnableToUnseal):
        unseal(bytes(sealed), "a")
    for foreign in ("", "bukan base64!", "YWJj"):
        with pytest.raises(UnableToUnseal):
            unseal_text(foreign)


def test_purpose_is_in_migrations() -> None:
    field = Secret._meta.get_field("reason")
    assert field.deconstruct()[3]["purpose"] == "test.reason"
    assert "purpose" not in Secret._meta.get_field("template").deconstruct()[3]
