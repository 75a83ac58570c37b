"""The supervisor: what serves is started again, what fills the office runs once."""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

import pytest

from kanim.config import serving
from kanim.config.serving import Supervisor

LONGEST = 20.0


def script(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def test_one_off_processes_are_not_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "PAUSE_BEFORE_RESTART", 0.0)
    monkeypatch.setattr(serving.signal, "signal", lambda *_: None)
    notes = tmp_path / "notes"
    write = "import sys; open({path!r}, 'a').write({word!r})"
    supervisor = Supervisor(
        {"server": script(write.format(path=str(notes), word="s"))},
        dict(os.environ),
        {"filler": script(write.format(path=str(notes), word="f"))},
    )
    thread = threading.Thread(target=supervisor.run)
    thread.start()
    limit = time.monotonic() + LONGEST
    while notes.exists() is False or notes.read_text().count("s") < 3:
        assert time.monotonic() < limit
        time.sleep(0.05)
    supervisor.stopping = True
    thread.join(LONGEST)
    assert notes.read_text().count("f") == 1
