"""Running the office: pages, live displays and the worker, together or each alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from types import FrameType

import click

from kanim.config.database import database_url, var_directory
from kanim.config.secrets import office_secret

PAUSE_BEFORE_RESTART = 1.0
PATIENCE = 10.0
BRIDGE = "KANIM_FINGERPRINT_BRIDGE"
SIMULATED_BRIDGE = "http://127.0.0.1:8041"


@dataclass(slots=True)
class Supervisor:
    """Keeps the named processes running until it is told to stop; those of ``once`` run once."""

    commands: Mapping[str, list[str]]
    environment: dict[str, str]
    once: Mapping[str, list[str]] = field(default_factory=dict)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: bool = False

    def run(self) -> None:
        """Start everything, restart what dies, and stop all of it when told to.

        SIGTERM always stops it; Ctrl-C and the end of its terminal do, unless whoever started it
        has it ignore them, as ``nohup`` and ``&`` in a script do.
        """
        self._heed_signals()
        try:
            for name in [*self.commands, *self.once]:
                self._start(name)
            while not self.stopping:
                time.sleep(0.2)
                self._look_after()
        finally:
            self._end_all()

    def _heed_signals(self) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        for number in (signal.SIGINT, signal.SIGHUP):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._stop)

    def _look_after(self) -> None:
        for name, process in list(self.running.items()):
            if process.poll() is not None and not self.stopping:
                self._ended(name, process.returncode)

    def _start(self, name: str) -> None:
        command = self.commands.get(name) or self.once[name]
        self.running[name] = subprocess.Popen(command, env=self.environment, start_new_session=True)

    def _ended(self, name: str, code: int) -> None:
        if name in self.once:
            del self.running[name]
            return
        _say(f"{name} stopped (code {code}); starting it again")
        _end_group(self.running[name])
        time.sleep(PAUSE_BEFORE_RESTART)
        self._start(name)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True
        _say(f"Kanim stops: {signal.Signals(number).name} received")

    def _end_all(self) -> None:
        for process in self.running.values():
            process.terminate()
        limit = time.monotonic() + PATIENCE
        for process in self.running.values():
            try:
                process.wait(max(0.1, limit - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
            _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End what a process started and did not end itself.

    The workers of a killed server would go on serving, with old code and with their connections to
    the database. Each of our children leads a session, and so a group, of its own.
    """
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _say(sentence: str) -> None:
    # Whoever reads what is said may have gone; the office goes on.
    with suppress(OSError, ValueError):
        print(sentence, flush=True)


def child_environment() -> dict[str, str]:
    """What the processes share: one database, one folder, the same secrets for the simulators."""
    environment = dict(os.environ)
    environment["KANIM_DATABASE_URL"] = database_url()
    environment["KANIM_VAR"] = str(var_directory())
    for name in ("bank", "centre", "border"):
        key = "outside-" + name
        environment["KANIM_SECRET_" + key.upper().replace("-", "_")] = office_secret(key)
    return environment


def granian(interface: str, target: str, host: str, port: int, workers: int) -> list[str]:
    """The command line of one granian server."""
    words = [sys.executable, "-m", "granian", "--interface", interface, "--host", host]
    words += ["--port", str(port), "--workers", str(workers), "--no-ws", "--respawn-failed-workers"]
    if interface == "wsgi":
        words += ["--blocking-threads", os.environ.get("KANIM_THREADS", "4")]
    return [*words, target]


def kanim(*words: str) -> list[str]:
    """The command line of another kanim command."""
    return [sys.executable, "-m", "kanim", *words]


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option(
    "--port", default=8000, show_default=True, help="Of the pages; live displays use the next."
)
@click.option("--workers", default=2, show_default=True, help="Processes that serve pages.")
@click.option("--sim", is_flag=True, help="Also run the simulators of the outside systems.")
@click.option("--fill", is_flag=True, help="Fill a demo office that has no cases yet.")
def serve(host: str, port: int, workers: int, sim: bool, fill: bool) -> None:
    """Run pages, live displays and the worker together."""
    environment = child_environment()
    environment.setdefault("KANIM_URL", f"http://localhost:{port}")
    environment.setdefault("KANIM_LIVE_URL", f"http://localhost:{port + 1}")
    commands = {
        "pages": granian("wsgi", "kanim.config.wsgi:application", host, port, workers),
        "live": granian("asginl", "kanim.config.live:application", host, port + 1, 1),
        "worker": kanim("worker"),
    }
    if sim:
        commands["simulators"] = kanim("sim")
        if environment.setdefault(BRIDGE, SIMULATED_BRIDGE) == SIMULATED_BRIDGE:
            commands["fingerprint reader"] = kanim("manage", "fingerprint_bridge")
    once = {"demo cases": kanim("demo", "cases")} if fill else {}
    print(f"Kanim: {environment['KANIM_URL']}  (Ctrl-C stops it)", flush=True)
    Supervisor(commands, environment, once).run()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=2, show_default=True)
def pages(host: str, port: int, workers: int) -> None:
    """Run only the pages; any number of these, on any number of machines."""
    command = granian("wsgi", "kanim.config.wsgi:application", host, port, workers)
    os.execve(command[0], command, child_environment())


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8001, show_default=True)
def live(host: str, port: int) -> None:
    """Run only the live displays."""
    command = granian("asginl", "kanim.config.live:application", host, port, 1)
    os.execve(command[0], command, child_environment())


@click.command()
@click.option("--concurrency", default=4, show_default=True, help="Jobs at the same time.")
def worker(concurrency: int) -> None:
    """Run only the worker: deadlines, mail, letters, outside systems."""
    import django

    django.setup()
    from procrastinate.contrib.django import app

    # An app of its own for the worker: what a job queues goes through Django's connector all the
    # same, and so belongs to the transaction of the job that queues it.
    working = app.with_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
    working.run_worker(concurrency=concurrency, install_signal_handlers=True)
