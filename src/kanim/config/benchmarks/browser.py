"""A browser reduced to what load needs: one kept connection, cookies, forms. No dependencies.

It does not follow redirects by itself, so that a measured request is one request.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit, urlunsplit

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
SIGN_IN = "/masuk/login/"


class UnableToSignIn(Exception):
    """The office did not accept the account."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said."""

    status: int
    location: str
    body: bytes


@dataclass(slots=True)
class Browser:
    """One person's browser, on one connection that is kept open."""

    port: int
    host: str = "127.0.0.1"
    cookies: dict[str, str] = field(default_factory=dict)
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def get(self, path: str) -> Answer:
        """Ask for a page."""
        return await self._send(f"GET {path} HTTP/1.1\r\n", b"")

    async def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Submit a form; the token of the kept cookie is added if the form has none."""
        token = self.cookies.get("csrftoken", "")
        body = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        head = (
            f"POST {path} HTTP/1.1\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n"
        )
        return await self._send(head, body)

    async def sign_in(self, username: str, password: str) -> None:
        """Sign in through the form that people use; UnableToSignIn if that fails."""
        page = await self.get(SIGN_IN)
        token = TOKEN.search(page.body)
        if token is None:
            raise UnableToSignIn(f"the sign-in page answered {page.status}")
        answer = await self.post(
            SIGN_IN,
            {"csrfmiddlewaretoken": token[1].decode(), "login": username, "password": password},
        )
        if answer.status != 302 or "sessionid" not in self.cookies:
            raise UnableToSignIn(f"{username}: the sign-in form answered {answer.status}")

    def close(self) -> None:
        """Give the connection up; the next request opens another."""
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def _send(self, head: str, body: bytes) -> Answer:
        if self._writer is None or self._reader is None:
            self._reader, self._writer = await asyncio.open_connection(self.host, self.port)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head += f"Host: localhost:{self.port}\r\nCookie: {cookies}\r\n\r\n"
        try:
            self._writer.write(head.encode() + body)
            return await self._read(self._reader)
        except (OSError, asyncio.IncompleteReadError):
            self.close()
            raise

    async def _read(self, reader: asyncio.StreamReader) -> Answer:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status, length, location = int(head[0].split(" ", 2)[1]), 0, ""
        chunked = False
        for line in head[1:]:
            name, _, value = line.partition(":")
            match name.lower():
                case "content-length":
                    length = int(value)
                case "transfer-encoding":
                    chunked = value.strip().lower() == "chunked"
                case "location":
                    location = _path(value.strip())
                case "set-cookie":
                    self._keep(value.strip())
        body = await _chunks(reader) if chunked else await reader.readexactly(length)
        return Answer(status, location, body)

    def _keep(self, header: str) -> None:
        name, _, value = header.partition(";")[0].partition("=")
        if "max-age=0" in header.lower():
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value


def _path(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(("", "", parts.path, parts.query, ""))


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    parts = []
    while size := int(await reader.readuntil(b"\r\n"), 16):
        parts.append(await reader.readexactly(size))
        await reader.readexactly(2)
    await reader.readexactly(2)
    return b"".join(parts)
