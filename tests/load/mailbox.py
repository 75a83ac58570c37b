"""A mail server that counts: which messages came, and how often each."""

from __future__ import annotations

import email
from collections import Counter
from typing import Any, Self

from aiosmtpd.controller import Controller

from kanim.config.benchmarks.server import free_port


class Mailbox:
    """Takes mail on a port of this machine while the block runs."""

    def __init__(self) -> None:
        self.port = free_port()
        self.received: Counter[tuple[str, str]] = Counter()
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> Self:
        self.controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.controller.stop()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  aiosmtpd names it so
        message = email.message_from_bytes(envelope.content)
        self.received[(str(message["Message-ID"]), envelope.rcpt_tos[0])] += 1
        return "250 OK"

    def told(self) -> str:
        repeated = sum(count - 1 for count in self.received.values())
        return (
            f"{len(self.received)} e-mails arrived, {repeated} repeated under the same Message-ID"
        )

    def problems(self, recipients: list[str]) -> list[str]:
        """Who should have been written to and was not, or got two different messages."""
        got = Counter(to for _id, to in self.received)
        missing = [to for to in recipients if not got[to]]
        double = [to for to in recipients if got[to] > 1]
        found = [f"{len(missing)} e-mails never arrived"] if missing else []
        return found + ([f"{len(double)} people got two different e-mails"] if double else [])
