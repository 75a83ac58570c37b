"""The small web server that every simulator is."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

LARGEST = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Request:
    """One request: path without query, the query, the body, and the headers."""

    method: str
    path: str
    target: str
    query: dict[str, str]
    body: bytes
    headers: Any

    @property
    def form(self) -> dict[str, str]:
        """The fields of a posted form."""
        found = parse_qs(self.body.decode("utf-8", "replace"), keep_blank_values=True)
        return {key: values[-1] for key, values in found.items()}

    def json(self) -> dict[str, Any]:
        """The posted JSON object; ValueError if it is none."""
        found = json.loads(self.body or b"{}")
        if isinstance(found, dict):
            return found
        raise ValueError("a JSON object is expected")


@dataclass(frozen=True, slots=True)
class Response:
    """What is answered."""

    body: bytes = b""
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def answer_json(payload: object, status: int = 200) -> Response:
    """A JSON answer."""
    body = json.dumps(payload, ensure_ascii=False).encode()
    return Response(body, status, "application/json")


def see(path: str) -> Response:
    """Lead the browser to another page."""
    return Response(b"", 303, headers={"Location": path})


class Simulator:
    """An outside system: a handler and what it does in the background."""

    name = ""
    title = ""

    def handle(self, request: Request) -> Response:
        """Answer one request."""
        raise NotImplementedError

    def start(self) -> None:
        """Begin background work."""

    def stop(self) -> None:
        """End background work."""


class Running:
    """A simulator that serves; ``port`` is the one that it got."""

    def __init__(self, simulator: Simulator, port: int, host: str = "127.0.0.1") -> None:
        self.simulator = simulator
        self.server = ThreadingHTTPServer((host, port), _handler(simulator.handle))
        self.server.daemon_threads = True
        self.port = int(self.server.server_address[1])
        self._thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """The address of its pages."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> Running:
        """Serve in the background."""
        self.simulator.start()
        self._thread.start()
        return self

    def stop(self) -> None:
        """Serve no more."""
        self.server.shutdown()
        self.server.server_close()
        self.simulator.stop()


def _handler(answer: Callable[[Request], Response]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def do_DELETE(self) -> None:
            self._answer()

        def _answer(self) -> None:
            length = min(int(self.headers.get("Content-Length") or 0), LARGEST)
            parts = urlsplit(self.path)
            query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
            request = Request(
                self.command, parts.path, self.path, query, self.rfile.read(length), self.headers
            )
            self._write(answer(request))

        def _write(self, response: Response) -> None:
            self.send_response(response.status)
            self.send_header("Content-Type", response.content_type)
            self.send_header("Content-Length", str(len(response.body)))
            for name, value in response.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(response.body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class names it so
            """Say nothing: the pages show what happened."""

    return Handler
