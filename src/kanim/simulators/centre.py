"""The centre: receives application data, and answers each after a while by a signed call."""

from __future__ import annotations

import secrets
import threading
import time
from html import escape
from typing import Any

from kanim.simulators import wire
from kanim.simulators.pages import button, clock, page, section, table
from kanim.simulators.receiving import Receiver, content, settings_section, subject
from kanim.simulators.web import Request, Response, answer_json, see

BEAT = 0.2
"""Seconds between looks at what is due."""

TRIES_APART = 5.0
"""Seconds until an unanswered result is sent again."""

REASON = "Data biometrik menyerupai data orang lain"


class Centre(Receiver):
    """Accepts, except for applicants whose name contains the word that its page names."""

    name = "centre"
    title = "Pusat Data Keimigrasian"
    path = "/applications"
    status = 202

    def handle(self, request: Request) -> Response:
        """Pages for people, `/applications` for Kanim, `/api/…` for tests."""
        routes = {
            ("GET", "/"): self._home,
            ("POST", self.path): self.take,
            ("POST", "/settings"): self.settings_change,
            ("POST", "/answer"): self._answer_form,
            ("POST", "/api/settings"): self._api_settings,
            ("GET", "/api/messages"): self.api_messages,
            ("GET", "/health"): lambda _request: answer_json({"system": "centre"}),
        }
        action = routes.get((request.method, request.path))
        return action(request) if action else page(self.title, section("Tidak ada", ""), status=404)

    def start(self) -> None:
        """Begin answering."""
        self._running = threading.Event()
        self._running.set()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Answer no more."""
        self._running.clear()
        self._thread.join()

    def message(self, body: dict[str, Any], settings: dict[str, Any]) -> dict[str, Any]:
        """Decide at once, answer later."""
        word = str(settings["word"]).casefold()
        problem = settings["always"] or (bool(word) and word in subject(body).casefold())
        by_hand = settings["by_hand"]
        return {
            **super().message(body, settings),
            "event_id": f"result-{secrets.token_hex(12)}",
            "result": "" if by_hand else ("problem" if problem else "accepted"),
            "reason": REASON if problem else "",
            "answer_at": time.time() + float(settings["delay"]),
            "sent": 0,
            "answer": "",
            "done": False,
        }

    def settings_of(self, form: dict[str, str]) -> dict[str, Any]:
        """Delay in seconds, the word, and whether everything is a problem or answered by hand."""
        return {
            **super().settings_of(form),
            "delay": max(0.0, float(form.get("delay") or 0)),
            "word": form.get("word", ""),
            "always": "always" in form,
            "by_hand": "by_hand" in form,
        }

    def _work(self) -> None:
        while self._running.is_set():
            for key in self._due():
                self.answer(key)
            time.sleep(BEAT)

    def _due(self) -> list[str]:
        now = time.time()
        with self.store.read() as state:
            return [
                key
                for key, item in state["messages"].items()
                if item["result"] and not item["done"] and item["answer_at"] <= now
            ]

    def answer(self, key: str) -> str:
        """Send the result of a message, again if it was sent before; Kanim's answer in words."""
        with self.store.read() as state:
            item = state["messages"][key]
            names = ("event_id", "result", "reason")
            body = {"key": key, **{name: item[name] for name in names}}
        url = f"{self.kanim}/api/exchange/centre/results"
        try:
            status, found = wire.call(self.key, "POST", url, body["event_id"], body)
            done, said = status < 300, f"HTTP {status} {found}"
        except wire.NoAnswer as error:
            done, said = False, f"tidak dijawab: {error}"
        with self.store.open() as state:
            kept = state["messages"][key]
            kept["sent"] += 1
            kept["done"] = kept["done"] or done
            kept["answer"] = said
            kept["answer_at"] = time.time() + TRIES_APART
        return said

    def _answer_form(self, request: Request) -> Response:
        form = request.form
        with self.store.open() as state:
            item = state["messages"][form["key"]]
            if form.get("result") and not item["result"]:
                item["result"] = form["result"]
                item["reason"] = REASON if form["result"] == "problem" else ""
        self.answer(form["key"])
        return see("/")

    def _api_settings(self, request: Request) -> Response:
        with self.store.open() as state:
            state["settings"].update(request.json())
            return answer_json(state["settings"])

    def _home(self, request: Request) -> Response:
        with self.store.read() as state:
            settings = dict(state["settings"])
            items = list(state["messages"].items())[-50:]
        rows = [_row(key, item) for key, item in reversed(items)]
        heads = ("Diterima", "Nama", "Hasil", "Pemberitahuan ke Kanim", "")
        return page(
            self.title,
            settings_section(_fields(settings) + self.outage_box(settings)),
            section("Data permohonan", table(heads, rows, "Belum ada data yang dikirim.")),
        )


def _fields(settings: dict[str, Any]) -> str:
    def box(name: str, label: str) -> str:
        on = " checked" if settings[name] else ""
        return f'<label><input type="checkbox" name="{name}"{on}>{label}</label>'

    return (
        '<label for="word">Beri masalah bila nama memuat</label>'
        f'<input id="word" name="word" value="{escape(str(settings["word"]))}">'
        '<label for="delay">Jawab setelah (detik)</label>'
        f'<input id="delay" name="delay" type="number" min="0" step="0.5" value="{settings["delay"]}">'
        + box("always", "Beri masalah untuk semua")
        + box("by_hand", "Jawab satu per satu dari halaman ini")
    )


def _row(key: str, item: dict[str, Any]) -> list[str]:
    kind = {"accepted": "good", "problem": "bad"}.get(item["result"], "quiet")
    words = {"accepted": "diterima", "problem": "ada masalah", "": "menunggu"}
    told = f"{item['sent']}× {escape(item['answer'])}" if item["sent"] else "belum"
    if item["result"]:
        buttons = button("/answer", "Kirim lagi", key=key)
    else:
        buttons = button("/answer", "Terima", key=key, result="accepted")
        buttons += button("/answer", "Beri masalah", key=key, result="problem")
    return [
        clock(item["received_at"]),
        f"{escape(subject(item['body']))}{content(item['body'])}",
        f'<span class="{kind}">{words[item["result"]]}</span>',
        told,
        buttons,
    ]


BLANK: dict[str, Any] = {
    "messages": {},
    "settings": {
        "delay": 2.0,
        "word": "MASALAH",
        "always": False,
        "by_hand": False,
        "outage": False,
    },
}
