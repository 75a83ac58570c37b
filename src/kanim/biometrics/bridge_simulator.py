"""A fingerprint reader's bridge (bridge.md) whose fingers are made up. For demo and tests only."""

from __future__ import annotations

import json
from base64 import b64encode
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from zlib import crc32

from kanim.biometrics.synthetic import fingerprint_png

DEVICE = "Simulator"
LARGEST_REQUEST = 4096


def bridge_server(*, port: int, origin: str, person: str = "demo") -> ThreadingHTTPServer:
    """The server, not yet serving; ``origin`` is the only page that may ask it."""
    handler = type("Bridge", (_Handler,), {"origin": origin, "person": person})
    return ThreadingHTTPServer(("127.0.0.1", port), handler)


class _Handler(BaseHTTPRequestHandler):
    origin = ""
    person = ""

    def do_OPTIONS(self) -> None:
        self._answer(HTTPStatus.NO_CONTENT, None)

    def do_GET(self) -> None:
        if self.path != "/status":
            self._answer(HTTPStatus.NOT_FOUND, {"error": "unknown address"})
            return
        self._answer(HTTPStatus.OK, {"device": DEVICE, "serial": self.person, "ready": True})

    def do_POST(self) -> None:
        finger = self._asked_finger()
        if self.path != "/capture" or finger is None:
            self._answer(HTTPStatus.BAD_REQUEST, {"error": "finger must be 1 to 10"})
            return
        image = fingerprint_png(crc32(f"{self.person}/{finger}".encode()))
        answer = {"image": b64encode(image).decode(), "dpi": 500, "device": DEVICE}
        self._answer(HTTPStatus.OK, {**answer, "finger": finger})

    def _asked_finger(self) -> int | None:
        size = int(self.headers.get("Content-Length") or 0)
        try:
            finger = json.loads(self.rfile.read(min(size, LARGEST_REQUEST)))["finger"]
        except (ValueError, KeyError, TypeError):
            return None
        return finger if isinstance(finger, int) and 1 <= finger <= 10 else None

    def _answer(self, status: HTTPStatus, body: dict[str, Any] | None) -> None:
        content = json.dumps(body).encode() if body is not None else b""
        self.send_response(status)
        self.send_header("Access-Control-Allow-Origin", self.origin)
        self.send_header("Access-Control-Allow-Headers", "Content-Type")
        self.send_header("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
        self.send_header("Access-Control-Allow-Private-Network", "true")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  named by the library
        """Quiet: which finger was read when is nobody's business."""
