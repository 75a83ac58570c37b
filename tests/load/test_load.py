"""Short runs of the load scripts, each on the real server in a database of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    "words",
    [
        ["one_step.py"],
        ["one_slot.py"],
        ["chaos.py", "--kills", "3", "--cases", "60", "--lapse", "1", "--settle", "5"],
    ],
    ids=["one step by fifty", "one slot by two hundred", "processes killed"],
)
def test_nothing_is_lost_or_doubled(words: list[str]) -> None:
    environment = {**os.environ, "KANIM_VAR": str(settings.VAR)}
    # The script names its own settings and its own database.
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, str(HERE / words[0]), *words[1:]],
        env=environment,
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr[-3000:]}"
