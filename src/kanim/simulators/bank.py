"""A collecting bank (bank persepsi): inquiry, payment, notification, and the treasury's verification."""

from __future__ import annotations

import secrets
import string
from datetime import UTC, datetime
from html import escape
from typing import Any

from kanim.simulators import wire
from kanim.simulators.pages import button, clock, facts, grouped, page, rupiah, section, table
from kanim.simulators.store import Store
from kanim.simulators.web import Request, Response, Simulator, answer_json, see

CHANNELS = ("Bank persepsi", "Kantor Pos", "Indomaret", "Marketplace")
_LETTERS = string.ascii_uppercase + string.digits


class BankRefused(Exception):
    """The payment was not taken; the text says why."""


class Bank(Simulator):
    """Takes payments for billing codes and tells Kanim."""

    name = "bank"
    title = "Bank Persepsi"

    def __init__(self, store: Store, key: str, kanim: str) -> None:
        self.store = store
        self.key = key
        self.kanim = kanim

    def handle(self, request: Request) -> Response:
        """Pages for people, `/verify` for Kanim, `/api/…` for tests."""
        routes = {
            ("GET", "/"): self._home,
            ("GET", "/bill"): self._bill_page,
            ("POST", "/pay"): self._pay_form,
            ("POST", "/notify"): self._notify_form,
            ("POST", "/verify"): self._verify,
            ("POST", "/api/pay"): self._api_pay,
            ("POST", "/api/notify"): self._api_notify,
            ("GET", "/api/payments"): self._api_payments,
            ("GET", "/health"): lambda _request: answer_json({"system": "bank"}),
        }
        action = routes.get((request.method, request.path))
        return action(request) if action else page(self.title, section("Tidak ada", ""), status=404)

    def inquire(self, code: str) -> dict[str, Any]:
        """The bill that Kanim has under a code; BankRefused if there is none."""
        url = f"{self.kanim}/api/payments/bank/bills/{code}"
        try:
            status, found = wire.call(self.key, "GET", url, f"inquiry-{secrets.token_hex(8)}")
        except wire.NoAnswer as error:
            raise BankRefused(f"Kanim tidak menjawab: {error}") from error
        if status != 200:
            raise BankRefused(f"Kode billing tidak dikenal (HTTP {status}).")
        return found

    def pay(self, code: str, channel: str, *, force: bool = False) -> dict[str, Any]:
        """Take the money for a code; the payment with its NTPN. ``force`` pays what is not payable."""
        bill = self.inquire(code)
        if not bill["payable"] and not force:
            raise BankRefused(f"Tagihan tidak dapat dibayar (status: {bill['state']}).")
        payment = {
            "event_id": f"pay-{secrets.token_hex(12)}",
            "code": code,
            "amount": bill["amount"],
            "ntpn": "".join(secrets.choice(_LETTERS) for _ in range(16)),
            "ntb": "".join(secrets.choice(string.digits) for _ in range(12)),
            "channel": channel,
            "paid_at": datetime.now(UTC).isoformat(),
        }
        with self.store.open() as state:
            state["payments"].append({**payment, "payer": bill["payer"], "sent": 0, "answer": ""})
        return payment

    def notify(self, ntpn: str) -> str:
        """Tell Kanim of a payment, again if it was told before; Kanim's answer in words."""
        with self.store.read() as state:
            found = next(item for item in state["payments"] if item["ntpn"] == ntpn)
            body = {name: found[name] for name in _REPORTED}
        url = f"{self.kanim}/api/payments/bank/notifications"
        try:
            status, answer = wire.call(self.key, "POST", url, body["event_id"], body)
            said = f"HTTP {status} {answer}"
        except wire.NoAnswer as error:
            said = f"tidak dijawab: {error}"
        with self.store.open() as state:
            kept = next(item for item in state["payments"] if item["ntpn"] == ntpn)
            kept["sent"] += 1
            kept["answer"] = said
        return said

    def _verify(self, request: Request) -> Response:
        try:
            wire.check(self.key, "POST", request.target, request.headers, request.body)
        except wire.Untrusted as error:
            return answer_json({"detail": str(error)}, 401)
        asked = request.json()
        with self.store.read() as state:
            found = [item for item in state["payments"] if item["ntpn"] == asked.get("ntpn")]
        valid = bool(found) and all(
            found[0][name] == asked.get(name) for name in ("code", "amount")
        )
        paid_at = found[0]["paid_at"] if valid else None
        return answer_json({"valid": valid, "ntpn": asked.get("ntpn"), "paid_at": paid_at})

    def _api_pay(self, request: Request) -> Response:
        wish = request.json()
        try:
            payment = self.pay(
                str(wish["code"]),
                str(wish.get("channel", CHANNELS[0])),
                force=bool(wish.get("force")),
            )
        except BankRefused as refusal:
            return answer_json({"detail": str(refusal)}, 409)
        for _ in range(int(wish.get("notifications", 1))):
            self.notify(payment["ntpn"])
        return answer_json(payment, 201)

    def _api_notify(self, request: Request) -> Response:
        return answer_json({"answer": self.notify(str(request.json()["ntpn"]))})

    def _api_payments(self, request: Request) -> Response:
        with self.store.read() as state:
            return answer_json(state["payments"])

    def _home(self, request: Request) -> Response:
        code = request.query.get("code", "")
        form = (
            '<form method="get" action="/bill"><label for="code">Kode billing (15 angka)</label>'
            f'<input id="code" name="code" inputmode="numeric" size="22" value="{escape(code)}" '
            'autocomplete="off" autofocus required><br><button>Lihat tagihan</button></form>'
        )
        with self.store.read() as state:
            rows = [_row(item) for item in reversed(state["payments"][-50:])]
        heads = ("Waktu", "Kode billing", "NTPN", "Jumlah", "Pemberitahuan ke Kanim", "")
        return page(
            self.title,
            section("Bayar penerimaan negara", form),
            section("Pembayaran", table(heads, rows, "Belum ada pembayaran.")),
        )

    def _bill_page(self, request: Request) -> Response:
        code = "".join(filter(str.isdigit, request.query.get("code", "")))
        back = '<p><a href="/">Kembali</a></p>'
        try:
            bill = self.inquire(code)
        except BankRefused as refusal:
            said = f'<p class="bad">{escape(str(refusal))}</p>{back}'
            return page(self.title, section("Tagihan", said), status=404)
        shown = facts(
            [
                ("Kode billing", grouped(code)),
                ("Nama", bill["payer"]),
                ("Untuk", ", ".join(item["name"] for item in bill["items"])),
                ("Jumlah", rupiah(bill["amount"])),
                ("Bayar sebelum", clock(bill["expires_at"])),
                ("Status", bill["state"]),
            ]
        )
        if not bill["payable"]:
            shown += '<p class="bad">Tagihan ini tidak dapat dibayar lagi.</p>'
            return page(self.title, section("Tagihan", shown + back))
        return page(self.title, section("Tagihan", shown), section("Bayar", _pay_form(code) + back))

    def _pay_form(self, request: Request) -> Response:
        try:
            payment = self.pay(request.form["code"], request.form.get("channel", CHANNELS[0]))
        except BankRefused as refusal:
            said = f'<p class="bad">{escape(str(refusal))}</p><p><a href="/">Kembali</a></p>'
            return page(self.title, section("Tidak dibayar", said), status=409)
        answer = "" if "silent" in request.form else self.notify(payment["ntpn"])
        receipt = facts(
            [
                ("NTPN", grouped(payment["ntpn"], 4)),
                ("Kode billing", grouped(payment["code"])),
                ("Jumlah", rupiah(payment["amount"])),
                ("Pemberitahuan", answer or "belum dikirim"),
            ]
        )
        good = '<p class="good">Pembayaran diterima.</p>'
        return page(
            self.title,
            section("Bukti pembayaran", good + receipt + '<p><a href="/">Kembali</a></p>'),
        )

    def _notify_form(self, request: Request) -> Response:
        self.notify(request.form["ntpn"])
        return see("/")


_REPORTED = ("event_id", "code", "amount", "ntpn", "ntb", "channel", "paid_at")


def _pay_form(code: str) -> str:
    options = "".join(f"<option>{name}</option>" for name in CHANNELS)
    return (
        f'<form method="post" action="/pay"><input type="hidden" name="code" value="{escape(code)}">'
        f'<label for="channel">Tempat bayar</label><select id="channel" name="channel">{options}</select>'
        '<label><input type="checkbox" name="silent">Jangan beri tahu Kanim dulu</label>'
        "<button>Bayar</button></form>"
    )


def _row(item: dict[str, Any]) -> list[str]:
    told = f"{item['sent']}× {escape(item['answer'])}" if item["sent"] else "belum"
    return [
        clock(item["paid_at"]),
        grouped(item["code"]),
        grouped(item["ntpn"], 4),
        rupiah(item["amount"]),
        told,
        button("/notify", "Kirim lagi", ntpn=item["ntpn"]),
    ]


BLANK: dict[str, Any] = {"payments": []}
