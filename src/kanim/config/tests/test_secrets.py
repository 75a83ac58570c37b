"""The office's secrets are made once, however many processes start at the same time."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys

import pytest

from kanim.config.secrets import office_secret

ASK = "from kanim.config.secrets import office_secret; print(office_secret('session'))"


@pytest.fixture
def folder(monkeypatch, tmp_path):
    monkeypatch.setenv("KANIM_VAR", str(tmp_path))
    return tmp_path / "secrets"


def test_a_secret_is_made_once_and_kept(folder):
    first = office_secret("session")
    assert re.fullmatch(r"[0-9a-f]{64}", first)
    assert office_secret("session") == first
    assert office_secret("field") != first


def test_only_the_owner_may_read_it(folder):
    office_secret("session")
    assert stat.S_IMODE((folder / "session").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_named_secret_goes_before_the_kept_one(folder, monkeypatch):
    office_secret("outside-bank")
    monkeypatch.setenv("KANIM_SECRET_OUTSIDE_BANK", "from the safe")
    assert office_secret("outside-bank") == "from the safe"


def test_processes_that_start_at_once_share_one_secret(folder):
    environment = {**os.environ, "KANIM_VAR": str(folder.parent)}
    environment.pop("KANIM_SECRET_SESSION", None)
    started = [
        subprocess.Popen(
            [sys.executable, "-c", ASK], env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(6)
    ]
    said = {process.communicate(timeout=60)[0].strip() for process in started}
    assert {process.returncode for process in started} == {0}
    assert said == {(folder / "session").read_text()}
    assert [path.name for path in folder.iterdir()] == ["session"], "no drafts are left"
