"""Border control management: accepts the data of issued passports, each once."""

from __future__ import annotations

from html import escape
from typing import Any

from kanim.simulators.pages import clock, page, section, table
from kanim.simulators.receiving import Receiver, content, settings_section, subject
from kanim.simulators.web import Request, Response, answer_json


class Border(Receiver):
    """Keeps what it is sent and shows it."""

    name = "border"
    title = "Border Control Management"
    path = "/passports"

    def handle(self, request: Request) -> Response:
        """Pages for people, `/passports` for Kanim, `/api/…` for tests."""
        routes = {
            ("GET", "/"): self._home,
            ("POST", self.path): self.take,
            ("POST", "/settings"): self.settings_change,
            ("POST", "/api/settings"): self._api_settings,
            ("GET", "/api/messages"): self.api_messages,
            ("GET", "/health"): lambda _request: answer_json({"system": "border"}),
        }
        action = routes.get((request.method, request.path))
        return action(request) if action else page(self.title, section("Tidak ada", ""), status=404)

    def _api_settings(self, request: Request) -> Response:
        with self.store.open() as state:
            state["settings"].update(request.json())
            return answer_json(state["settings"])

    def _home(self, request: Request) -> Response:
        with self.store.read() as state:
            settings = dict(state["settings"])
            items = list(state["messages"].items())[-100:]
        rows = [
            [
                clock(item["received_at"]),
                escape(str(item["body"].get("number") or item["body"].get("passport") or key)),
                f"{escape(subject(item['body']))}{content(item['body'])}",
                f"{item['repeats']}×",
            ]
            for key, item in reversed(items)
        ]
        heads = ("Diterima", "Nomor paspor", "Nama", "Kiriman ulang")
        return page(
            self.title,
            section("Data paspor", table(heads, rows, "Belum ada data yang dikirim.")),
            settings_section(self.outage_box(settings)),
        )


BLANK: dict[str, Any] = {"messages": {}, "settings": {"outage": False}}
