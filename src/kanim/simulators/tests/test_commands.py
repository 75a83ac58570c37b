"""Each simulator runs as a process of its own, and ends when it is asked to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def health(port: int) -> dict[str, str]:
    until = time.monotonic() + 20
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2) as answer:
                return json.loads(answer.read())
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize("name", ["bank", "centre", "border", "mail"])
def test_it_serves_and_ends_well(name, tmp_path) -> None:
    port = free_port()
    words = [sys.executable, "-m", "kanim.simulators", name, "--port", str(port)]
    if name == "mail":
        words += ["--smtp", str(free_port())]
    environment = {
        **os.environ,
        "KANIM_VAR": str(tmp_path),
        f"KANIM_SECRET_OUTSIDE_{name.upper()}": "kunci",
    }
    with subprocess.Popen(words, env=environment) as process:
        try:
            assert health(port) == {"system": name}
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                assert "Simulasi" in page.read().decode()
        finally:
            process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


def test_a_taken_port_is_said_in_a_sentence(tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [sys.executable, "-m", "kanim.simulators", "border", "--port", port],
            env={**os.environ, "KANIM_VAR": str(tmp_path), "KANIM_SECRET_OUTSIDE_BORDER": "k"},
            capture_output=True,
            text=True,
            check=False,
            timeout=20,
        )
    assert done.returncode == 1
    assert "name another with --port" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_key_it_says_what_to_do(tmp_path) -> None:
    environment = {**os.environ, "KANIM_VAR": str(tmp_path)}
    environment.pop("KANIM_SECRET_OUTSIDE_BANK", None)
    done = subprocess.run(
        [sys.executable, "-m", "kanim.simulators", "bank"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert done.returncode == 1
    assert "start Kanim once" in done.stderr
