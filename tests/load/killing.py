"""The whole office as `kanim serve` runs it, and somebody who kills its processes."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
import uuid
from collections import Counter
from pathlib import Path
from typing import Self

from kanim.config.benchmarks.server import UnableToServe, free_port, wait_until_served

PAGES, WORKER = "pages", "worker"


class RunningOffice:
    """`kanim serve` in a process of its own; everything that it starts carries a mark."""

    def __init__(self, smtp_port: int) -> None:
        self.port = free_port()
        self.mark = f"KANIM_CHAOS={uuid.uuid4().hex}"
        name, _, value = self.mark.partition("=")
        self.environment = {
            **os.environ,
            name: value,
            "KANIM_SMTP_PORT": str(smtp_port),
            "KANIM_URL": f"http://localhost:{self.port}",
            "KANIM_LOG": "CRITICAL",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        command = [sys.executable, "-m", "kanim", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            command,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_until_served(self.port)
        return self

    def __exit__(self, *_error: object) -> None:
        assert self.process is not None
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
        for _kind, pid in self.processes():
            kill(pid)

    def processes(self) -> list[tuple[str, int]]:
        """Kind and id of every process of ours that serves pages or works; never the supervisor."""
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and (kind := self._kind(folder)):
                found.append((kind, int(folder.name)))
        return found

    def _kind(self, folder: Path) -> str:
        try:
            if self.mark.encode() not in (folder / "environ").read_bytes():
                return ""
            words = (folder / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            return ""
        if "wsgi" in words:
            return PAGES
        return WORKER if words[-2:-1] == ["worker"] else ""


class Killer:
    """Kills a web process or the worker, waits a little, and again."""

    def __init__(self, running: RunningOffice, seed: int) -> None:
        self.running = running
        self.random = random.Random(seed)
        self.kinds: Counter[str] = Counter()

    @property
    def killed(self) -> int:
        return self.kinds.total()

    def run(self, kills: int) -> None:
        """Kill so many; gives up when nothing is left alive for a minute."""
        limit = time.monotonic() + 60
        while self.killed < kills and time.monotonic() < limit:
            time.sleep(self.random.uniform(0.2, 2.0))
            kind = self.random.choice([PAGES, WORKER])
            alive = [pid for one, pid in self.running.processes() if one == kind]
            if not alive or not kill(self.random.choice(alive)):
                continue
            self.kinds[kind] += 1
            limit = time.monotonic() + 60
            if kind == PAGES:
                self._await_pages()

    def told(self) -> str:
        kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items()))
        return f"{self.killed} processes killed ({kinds})"

    def _await_pages(self) -> None:
        # Without pages there is no traffic, and killing them would prove nothing.
        try:
            wait_until_served(self.running.port)
        except UnableToServe as silence:
            print(silence)


def kill(pid: int) -> bool:
    """SIGKILL a process of ours; False if it was gone."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True
