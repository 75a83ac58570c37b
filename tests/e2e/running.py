"""A whole office for the browser tests: its own database, processes and simulators."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()


@dataclass
class RunningOffice:
    """The office's processes and the addresses at which they answer."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)
    desk: subprocess.Popen[str] | None = None

    def __post_init__(self) -> None:
        names = ["bank", "centre", "border", "mail", "smtp"]
        if not self.ports:
            self.ports = dict(zip(names, free_ports(len(names)), strict=True))
            self.ports["pages"] = self._two_in_a_row()
        pages = self.ports["pages"]
        self.url = f"http://localhost:{pages}"
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "kanim.config.settings.dev",
            "KANIM_VAR": str(self.folder),
            "KANIM_URL": self.url,
            "KANIM_LIVE_URL": f"http://localhost:{pages + 1}",
            "KANIM_SMTP_PORT": str(self.ports["smtp"]),
            **{
                f"KANIM_{name.upper()}_URL": f"http://127.0.0.1:{self.ports[name]}"
                for name in ("bank", "centre", "border")
            },
        }
        self.environment.pop("KANIM_DATABASE_URL", None)

    def _two_in_a_row(self) -> int:
        while True:
            (port,) = free_ports(1)
            with socket.socket() as second:
                if second.connect_ex(("127.0.0.1", port + 1)) != 0:
                    return port

    def start(self) -> RunningOffice:
        """Make the demo office and start everything; returns when the first page answers."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.kanim("setup", "--demo")
        for name in ("bank", "centre", "border"):
            self._spawn("sim", name, "--port", str(self.ports[name]))
        mail = ["--port", str(self.ports["mail"]), "--smtp", str(self.ports["smtp"])]
        self._spawn("sim", "mail", *mail)
        self._spawn("serve", "--port", str(self.ports["pages"]), "--workers", "2")
        for name in ("pages", "bank", "centre", "border", "mail"):
            self._wait(f"http://localhost:{self.ports[name]}/")
        return self

    def stop(self) -> None:
        """Stop all processes and the private database."""
        self.desk_close()
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            process.wait(timeout=20)
        self.kanim("database", "stop")

    def kanim(self, *words: str) -> str:
        """Run a kanim command in this office; its output."""
        done = subprocess.run(
            [sys.executable, "-m", "kanim.__main__", *words],
            env=self.environment, cwd=PROJECT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"kanim {' '.join(words)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def ahead(self, **length: float) -> datetime:
        """Move the office's clock (``hours=2``, ``days=6``) and let deadlines take effect."""
        return datetime.fromisoformat(self.do("ahead", seconds=timedelta(**length).total_seconds()))

    def until(self, moment: str) -> datetime:
        """Move the office's clock to an ISO moment, never back, and let deadlines take effect."""
        return datetime.fromisoformat(self.do("ahead", until=moment))

    def do(self, request: str, **said: Any) -> Any:
        """Ask the desk (`tests.e2e.shortcut`): steps that are not the point of a test."""
        if self.desk is None:
            self.desk = subprocess.Popen(
                [sys.executable, "-m", "tests.e2e.shortcut"],
                env=self.environment, cwd=PROJECT, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        assert self.desk.stdin is not None and self.desk.stdout is not None
        self.desk.stdin.write(json.dumps({"do": request, **said}) + "\n")
        self.desk.stdin.flush()
        answer = json.loads(self.desk.stdout.readline())
        assert "error" not in answer, f"{request} {said}: {answer['error']}"
        return answer["result"]

    def mails(self, to: str) -> list[dict[str, Any]]:
        """The messages that somebody received, the oldest first."""
        return list(self.ask("mail", f"/api/messages?to={to}"))

    def mail(self, to: str, word: str) -> dict[str, Any]:
        """The newest message to somebody with a word in its subject; waits for it."""
        limit = time.monotonic() + PATIENCE
        while True:
            found = [one for one in self.mails(to) if word.casefold() in one["subject"].casefold()]
            if found:
                return found[-1]
            subjects = [one["subject"] for one in self.mails(to)]
            assert time.monotonic() < limit, f"no mail about {word} to {to}: {subjects}"
            time.sleep(0.3)

    def desk_close(self) -> None:
        """End the desk's process."""
        if self.desk is not None:
            assert self.desk.stdin is not None and self.desk.stdout is not None
            self.desk.stdin.close()
            self.desk.wait(timeout=20)
            self.desk.stdout.close()
            self.desk = None

    def ask(self, name: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """Call the test API of a simulator."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.ports[name]}{path}",
            data=data,
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def _spawn(self, *words: str) -> None:
        place = self.folder / f"{words[0]}-{words[1].strip('-')}.log"
        command = [sys.executable, "-m", "kanim.__main__", *words]
        with place.open("wb") as log:
            process = subprocess.Popen(
                command, env=self.environment, cwd=PROJECT, stdout=log, stderr=log
            )
        self.processes.append(process)

    def _wait(self, url: str) -> None:
        limit = time.monotonic() + PATIENCE
        while True:
            try:
                urllib.request.urlopen(url, timeout=2).close()
            except urllib.error.HTTPError:
                return
            except (urllib.error.URLError, OSError):
                assert time.monotonic() < limit, f"{url} does not answer; see {self.folder}"
                time.sleep(0.2)
            else:
                return


def keep_running() -> None:
    """Keep one office running while tests are written; `KANIM_E2E_OFFICE` names the file."""
    folder = PROJECT / "var" / "e2e-kept"
    office = RunningOffice(folder)
    try:
        office.start()
        place = folder / "office.json"
        place.write_text(json.dumps({"folder": str(folder), "ports": office.ports}))
        print(f"{office.url}\nKANIM_E2E_OFFICE={place} .venv/bin/pytest tests/e2e")
        signal.pause()
    except KeyboardInterrupt:
        print("stopping")
    finally:
        office.stop()


if __name__ == "__main__":
    keep_running()
