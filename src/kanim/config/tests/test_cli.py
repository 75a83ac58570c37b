"""The `kanim` command: every part is listed and explains itself; the demo's clock."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.test import override_settings

from kanim.config.cli import PARTS, main
from kanim.office import clock


def run(*words):
    return CliRunner().invoke(main, words, prog_name="kanim")


def test_help_lists_every_command_with_a_sentence():
    answer = run("--help")
    assert answer.exit_code == 0
    listed = answer.output.partition("Commands:")[2].strip().splitlines()
    lines = {line.split()[0]: line.split()[1:] for line in listed if line.startswith("  ")}
    first = listed[0].split()
    lines[first[0]] = first[1:]
    assert set(lines) == set(PARTS)
    assert [name for name, words in lines.items() if not words] == []


@pytest.mark.parametrize("name", [name for name in PARTS if name != "manage"])
def test_every_command_explains_itself(name):
    answer = run(name, "--help")
    assert answer.exit_code == 0, answer.output
    assert "Usage: kanim" in answer.output


def test_an_unknown_command_is_refused():
    assert run("nosuch").exit_code == 2


def test_the_command_runs_as_a_program():
    done = subprocess.run(
        [sys.executable, "-m", "kanim", "-h"], capture_output=True, text=True, check=True
    )
    assert "Standard Operating Procedures" in done.stdout


# The demo's clock


@pytest.fixture
def demo_clock():
    assert clock.shift() == timedelta()
    yield lambda *words: run("demo", "clock", *words)
    clock.move(timedelta())


def test_the_clock_is_shown_moved_and_put_back(demo_clock):
    shown = demo_clock().output
    assert demo_clock("2h").exit_code == 0
    assert clock.shift() == timedelta(hours=2)
    assert demo_clock("6d").output != shown
    assert demo_clock("+30m").exit_code == 0
    assert clock.shift() == timedelta(days=6, hours=2, minutes=30)
    demo_clock("now")
    assert clock.shift() == timedelta()


@pytest.mark.parametrize("wrong", ["tomorrow", "2", "h", "2w", "-2h"])
def test_a_length_that_is_none_is_refused(demo_clock, wrong):
    answer = demo_clock("--", wrong)
    assert answer.exit_code == 2
    assert "30m, 2h or 6d" in answer.output
    assert clock.shift() == timedelta()


def test_nobody_moves_the_clock_of_an_office_in_service(demo_clock):
    with override_settings(DEMO=False):
        answer = demo_clock("2h")
    assert answer.exit_code == 1
    assert "only a demo office" in answer.output
    assert clock.shift() == timedelta()
