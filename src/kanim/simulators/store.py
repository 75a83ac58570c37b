"""What a simulator remembers: a JSON file, so that a restart forgets nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Store:
    """A dictionary that is kept in a file. Use it inside ``with store.open() as state``."""

    def __init__(self, path: Path, blank: dict[str, Any]) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._state = {**blank, **(json.loads(path.read_text()) if path.exists() else {})}

    @contextmanager
    def open(self) -> Iterator[dict[str, Any]]:
        """The state, for one thread at a time; written when the block ends well."""
        with self._lock:
            yield self._state
            self._write()

    @contextmanager
    def read(self) -> Iterator[dict[str, Any]]:
        """The state, for one thread at a time, to read only."""
        with self._lock:
            yield self._state

    def _write(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        draft = self.path.with_suffix(".draft")
        draft.write_text(json.dumps(self._state, ensure_ascii=False, indent=1))
        draft.replace(self.path)
