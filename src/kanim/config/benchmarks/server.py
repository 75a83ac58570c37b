"""The measured server: granian with the options of `kanim serve`, on the benchmarks' database."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import URLError

from kanim.config.serving import child_environment, granian

WORKERS = 2
PATIENCE = 30.0


class UnableToServe(Exception):
    """The server did not answer in time."""


@contextmanager
def serving(settings: str = "kanim.config.settings.bench") -> Iterator[int]:
    """Serve pages while the block runs; gives the port. UnableToServe if none answers."""
    port = free_port()
    environment = child_environment()
    environment["DJANGO_SETTINGS_MODULE"] = settings
    environment["KANIM_URL"] = f"http://localhost:{port}"
    environment.setdefault("KANIM_LOG", "ERROR")
    command = granian("wsgi", "kanim.config.wsgi:application", "127.0.0.1", port, WORKERS)
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_until_served(port)
        yield port
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_until_served(port: int, path: str = "/masuk/login/") -> None:
    """Return when a page is answered; UnableToServe after half a minute."""
    limit = time.monotonic() + PATIENCE
    while time.monotonic() < limit:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise UnableToServe(f"nothing answers on port {port}; is the front end built?")


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
