from __future__ import annotations

import pytest

from kanim.dossier import profiles
from kanim.dossier.rules import Profile


@pytest.fixture
def profile(monkeypatch):
    """Gives every case of SOP 936 a profile; the test may set another."""
    holder = {"profile": Profile(age=30)}
    monkeypatch.setattr(profiles, "PROFILES", {"936": lambda case: holder["profile"]})
    return holder


@pytest.fixture(autouse=True)
def papers_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path
