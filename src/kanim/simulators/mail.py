"""A mail server that delivers to nobody: it keeps every message and shows it."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from html import escape
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from kanim.simulators.pages import clock, page, section, table
from kanim.simulators.store import Store
from kanim.simulators.web import Request, Response, Simulator, answer_json

KEPT = 500
"""Messages that are kept; older ones are forgotten."""

_LINK = re.compile(r"https?://[^\s\"'<>]+")


class Mail(Simulator):
    """SMTP on one port, pages on another."""

    name = "mail"
    title = "Kotak Surat"

    def __init__(self, store: Store, smtp_port: int) -> None:
        self.store = store
        self.smtp_port = smtp_port
        self.controller = Controller(self, hostname="127.0.0.1", port=smtp_port)

    def start(self) -> None:
        """Take mail."""
        self.controller.start()

    def stop(self) -> None:
        """Take no more mail."""
        self.controller.stop()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  aiosmtpd names it so
        """Keep one message."""
        raw = envelope.content if isinstance(envelope.content, bytes) else b""
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        with self.store.open() as state:
            state["last"] += 1
            state["messages"].append(_kept(state["last"], message, envelope.rcpt_tos))
            del state["messages"][:-KEPT]
        return "250 OK"

    def handle(self, request: Request) -> Response:
        """The list, one message, and `/api/messages` for tests."""
        if request.path == "/":
            return self._home(request)
        if request.path == "/health":
            return answer_json({"system": "mail"})
        if request.path == "/api/messages":
            return self._api(request)
        found = re.fullmatch(r"/messages/(\d+)(/html)?", request.path)
        item = self._message(int(found[1])) if found else None
        if found is None or item is None:
            return page(self.title, section("Tidak ada", ""), status=404)
        return _html_of(item) if found[2] else self._message_page(item)

    def _message(self, number: int) -> dict[str, Any] | None:
        with self.store.read() as state:
            return next((item for item in state["messages"] if item["id"] == number), None)

    def _api(self, request: Request) -> Response:
        if request.method == "DELETE":
            with self.store.open() as state:
                state["messages"].clear()
            return answer_json({"deleted": True})
        wanted = request.query.get("to", "").casefold()
        with self.store.read() as state:
            items = [
                item
                for item in state["messages"]
                if not wanted or any(wanted == to.casefold() for to in item["to"])
            ]
        return answer_json(items)

    def _home(self, request: Request) -> Response:
        with self.store.read() as state:
            items = list(reversed(state["messages"][-100:]))
        rows = [
            [
                clock(item["at"]),
                escape(", ".join(item["to"])),
                f'<a href="/messages/{item["id"]}">{escape(item["subject"] or "(tanpa judul)")}</a>',
                "📎" if item["files"] else "",
            ]
            for item in items
        ]
        listed = table(("Diterima", "Kepada", "Judul", ""), rows, "Belum ada surat.")
        return page(self.title, section("Surat masuk", listed), refresh=5)

    def _message_page(self, item: dict[str, Any]) -> Response:
        head = (
            f'<p class="quiet">{clock(item["at"])} · kepada {escape(", ".join(item["to"]))}</p>'
            f'<p><a href="/">Semua surat</a></p>'
        )
        links = "".join(
            f'<li><a href="{escape(link)}">{escape(link)}</a></li>' for link in item["links"]
        )
        files = "".join(f"<li>{escape(name)}</li>" for name in item["files"])
        parts = [section(item["subject"] or "(tanpa judul)", head)]
        if links:
            parts.append(section("Tautan di dalam surat", f"<ul>{links}</ul>"))
        if files:
            parts.append(section("Lampiran", f"<ul>{files}</ul>"))
        if item["html"]:
            frame = f'<iframe sandbox title="Isi surat" src="/messages/{item["id"]}/html"></iframe>'
            parts.append(section("Tampilan", frame))
        parts.append(section("Teks", f"<pre>{escape(item['text'])}</pre>"))
        return page(self.title, *parts)


def _kept(number: int, message: EmailMessage, to: list[str]) -> dict[str, Any]:
    text, html = _body(message, "plain"), _body(message, "html")
    links = dict.fromkeys(link.rstrip(".,;)") for link in _LINK.findall(text))
    return {
        "id": number,
        "at": datetime.now(UTC).isoformat(),
        "from": str(message.get("From", "")),
        "to": to,
        "subject": str(message.get("Subject", "")),
        "message_id": str(message.get("Message-ID", "")),
        "text": text,
        "html": html,
        "links": list(links),
        "files": [part.get_filename() or "lampiran" for part in message.iter_attachments()],
    }


def _body(message: EmailMessage, kind: str) -> str:
    part = message.get_body(preferencelist=(kind,))
    return str(part.get_content()) if part is not None else ""


def _html_of(item: dict[str, Any]) -> Response:
    return Response(item["html"].encode())


BLANK: dict[str, Any] = {"messages": [], "last": 0}
