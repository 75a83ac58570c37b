"""What the centre and border control have in common: they take signed messages, each once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from html import escape
from typing import Any

from kanim.simulators import wire
from kanim.simulators.pages import section
from kanim.simulators.store import Store
from kanim.simulators.web import Request, Response, Simulator, answer_json, see


class Receiver(Simulator):
    """Keeps each message under its key; a repeated key is answered as the first time."""

    path = ""
    status = 200

    def __init__(self, store: Store, key: str, kanim: str) -> None:
        self.store = store
        self.key = key
        self.kanim = kanim

    def take(self, request: Request) -> Response:
        """Receive one message from Kanim."""
        with self.store.read() as state:
            out = bool(state["settings"].get("outage"))
        if out:
            return answer_json({"detail": "sedang gangguan"}, 503)
        try:
            nonce = wire.check(self.key, "POST", request.target, request.headers, request.body)
            body = request.json()
        except wire.Untrusted as error:
            return answer_json({"detail": str(error)}, 401)
        except ValueError as error:
            return answer_json({"detail": str(error)}, 400)
        key = str(body.get("key") or nonce)
        with self.store.open() as state:
            repeated = key in state["messages"]
            if repeated:
                state["messages"][key]["repeats"] += 1
            else:
                state["messages"][key] = self.message(body, state["settings"])
        return answer_json({"accepted": True, "key": key, "repeated": repeated}, self.status)

    def message(self, body: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
        """What is kept of a message."""
        return {"body": body, "received_at": datetime.now(UTC).isoformat(), "repeats": 0}

    def settings_change(self, request: Request) -> Response:
        """Set how the simulator behaves, from its page."""
        with self.store.open() as state:
            state["settings"].update(self.settings_of(request.form))
        return see("/")

    def settings_of(self, form: dict[str, str]) -> dict[str, Any]:
        """What the form of the page sets."""
        return {"outage": "outage" in form}

    def api_messages(self, request: Request) -> Response:
        """Everything received, for tests."""
        with self.store.read() as state:
            return answer_json(state["messages"])

    def outage_box(self, settings: dict[str, Any]) -> str:
        """The check box that makes the system fail."""
        on = " checked" if settings.get("outage") else ""
        return f'<label><input type="checkbox" name="outage"{on}>Gangguan: tolak semua kiriman (503)</label>'


def subject(body: dict[str, Any]) -> str:
    """The name of the person a message is about, wherever it stands."""
    for name in ("name", "full_name", "nama"):
        if isinstance(body.get(name), str):
            return str(body[name])
    for value in body.values():
        if isinstance(value, dict) and (found := subject(value)):
            return found
    return ""


def content(body: dict[str, Any]) -> str:
    """A message as folded text. Pictures and other long texts are shortened."""
    text = json.dumps(_short(body), ensure_ascii=False, indent=1)
    return f"<details><summary>isi</summary><pre>{escape(text)}</pre></details>"


def _short(value: Any, longest: int = 200) -> Any:
    if isinstance(value, dict):
        return {name: _short(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_short(item) for item in value]
    if isinstance(value, str) and len(value) > longest:
        return f"{value[:60]}… ({len(value)} huruf)"
    return value


def settings_section(fields: str) -> str:
    """The box with the settings."""
    form = f'<form method="post" action="/settings">{fields}<button>Simpan</button></form>'
    return section("Pengaturan", form)
