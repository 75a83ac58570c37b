"""The supervisor with real processes: what dies is started again, and all of it stops together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 30.0
PROGRAM = """
import os, signal, sys
from kanim.config import serving
serving.PAUSE_BEFORE_RESTART = 0.05
serving.PATIENCE = float(sys.argv[3])
# Whatever the tests themselves were started by: a terminal heeds these signals, a script's & not.
heeds = signal.SIG_DFL if sys.argv[2] == "terminal" else signal.SIG_IGN
for number in (signal.SIGINT, signal.SIGHUP):
    signal.signal(number, heeds)
child = [sys.executable, "-c", open(sys.argv[1]).read()]
serving.Supervisor({"child": child}, dict(os.environ)).run()
"""
CHILD = """
import os, time
with open({notes!r}, "a") as notes:
    print(os.getpid(), file=notes, flush=True)
time.sleep(300)
"""
STUBBORN = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n" + CHILD


class Running:
    """A supervisor in a process of its own, and what its child has noted."""

    def __init__(self, folder: Path, how: str, child: str, patience: float) -> None:
        self.notes = folder / "notes"
        script = folder / "child.py"
        script.write_text(child.format(notes=str(self.notes)))
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(script), how, str(patience)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def children(self, at_least: int = 1) -> list[int]:
        """The process ids of the children so far, once there are so many."""
        until(lambda: self.notes.exists() and self.notes.read_text().count("\n") >= at_least)
        return [int(line) for line in self.notes.read_text().split()]

    def tell(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def ended(self) -> str:
        """What it said, once it has ended."""
        return self.process.communicate(timeout=PATIENCE)[0]


@pytest.fixture
def start(tmp_path):
    begun: list[Running] = []

    def begin(how: str = "terminal", child: str = CHILD, patience: float = 10.0) -> Running:
        begun.append(Running(tmp_path, how, child, patience))
        return begun[-1]

    yield begin
    for one in begun:
        if one.process.poll() is None:
            one.process.terminate()
            one.process.communicate(timeout=PATIENCE)
        assert one.process.stdout is not None
        one.process.stdout.close()


def until(is_so: Callable[[], bool]) -> None:
    limit = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < limit, "it took too long"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_that_dies_is_started_again(start):
    office = start()
    [first] = office.children()
    os.kill(first, signal.SIGKILL)
    _first, second = office.children(2)
    os.kill(second, signal.SIGTERM)
    third = office.children(3)[-1]
    office.tell(signal.SIGTERM)
    said = office.ended()
    assert "child stopped (code -9); starting it again" in said
    assert "SIGTERM" in said
    assert office.process.returncode == 0
    assert not is_alive(third)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_says_why_it_stops_and_takes_its_children_with_it(start, number):
    office = start()
    [child] = office.children()
    office.tell(number)
    assert f"Kanim stops: {number.name} received" in office.ended()
    assert not is_alive(child)


def test_in_the_background_only_sigterm_stops_it(start):
    office = start("background")
    [child] = office.children()
    office.tell(signal.SIGINT)
    office.tell(signal.SIGHUP)
    time.sleep(0.5)
    assert office.process.poll() is None
    assert is_alive(child)
    office.tell(signal.SIGTERM)
    office.ended()
    assert not is_alive(child)


def test_a_child_that_does_not_listen_is_killed(start):
    office = start(child=STUBBORN, patience=0.3)
    [child] = office.children()
    office.tell(signal.SIGTERM)
    office.ended()
    until(lambda: not is_alive(child))


def test_it_goes_on_when_nobody_reads_what_it_says(start):
    office = start()
    [first] = office.children()
    assert office.process.stdout is not None
    office.process.stdout.close()
    os.kill(first, signal.SIGKILL)
    second = office.children(2)[-1]
    assert office.process.poll() is None
    office.tell(signal.SIGTERM)
    office.process.wait(PATIENCE)
    assert not is_alive(second)
