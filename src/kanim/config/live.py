"""Live displays: a small ASGI application that passes PostgreSQL's notices on to browsers (SSE).

`GET /live/<office code>/` answers a stream of events:

    call      a ticket is called to a counter: {"id", "ticket", "counter", "text", "language", "at"}
    refresh   something else in the queue changed, or may have: fetch the list again
    pulse     nothing happened, but the line is alive: {"at"}

Each process listens to the database with one connection and hands what it hears to all of its
streams. A browser that comes back says the last event that it had (Last-Event-ID) and is told the
calls that it missed. When the database restarts, streams stay open and catch up by themselves.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from types import FrameType
from typing import Any
from urllib.parse import parse_qsl

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kanim.config.settings.prod")
django.setup()

import psycopg  # noqa: E402  Django must know its settings before its models are imported
from django.conf import settings  # noqa: E402
from django.db import Error, close_old_connections, connection  # noqa: E402
from psycopg.sql import SQL, Identifier  # noqa: E402

from kanim.office import clock  # noqa: E402
from kanim.office.models import Office  # noqa: E402
from kanim.tickets.selectors import calls_since  # noqa: E402
from kanim.tickets.services.announcing import SPOKEN, channel_of  # noqa: E402

Scope = Mapping[str, Any]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]

PULSE = 15.0  # seconds; proxies and browsers give up silent lines after about 30
LISTEN_TURN = 0.25  # seconds after which a new office's channel is listened to
PATIENCE = (0.2, 0.5, 1.0, 2.0)  # seconds between attempts to reach the database
BACKLOG = 64  # events that a slow browser may be behind before it must connect again


class Hub:
    """The one listening connection of this process, and the streams that it feeds."""

    def __init__(self) -> None:
        self.streams: dict[int, set[asyncio.Queue[str | None]]] = {}
        self.listening: set[int] = set()
        self.task: asyncio.Task[None] | None = None

    def join(self, office_id: int) -> asyncio.Queue[str | None]:
        """A new stream's queue of events; None in it says that the stream must end."""
        if self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self._run())
            self._end_with_the_server()
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self.streams.setdefault(office_id, set()).add(queue)
        return queue

    def leave(self, office_id: int, queue: asyncio.Queue[str | None]) -> None:
        """Forget a stream."""
        self.streams.get(office_id, set()).discard(queue)

    def tell(self, office_id: int, event: str) -> None:
        """Hand an event to the streams of an office; one that is far behind is ended."""
        for queue in self.streams.get(office_id, set()):
            if queue.qsize() < BACKLOG:
                queue.put_nowait(event)
            elif queue.qsize() == BACKLOG:
                queue.put_nowait(None)

    def end(self) -> None:
        """End all streams."""
        for queue in set().union(*self.streams.values()):
            queue.put_nowait(None)

    def _end_with_the_server(self) -> None:
        """On SIGTERM a server waits for its answers to be complete: streams must say so."""
        loop, servers_own = asyncio.get_running_loop(), signal.getsignal(signal.SIGTERM)

        def terminated(number: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(self.end)
            if callable(servers_own):
                servers_own(number, frame)

        with suppress(ValueError):  # a loop outside the main thread hears no signals
            signal.signal(signal.SIGTERM, terminated)

    async def _run(self) -> None:
        """Listen for ever; after each loss of the database try again, soon and then less often."""
        failures = 0
        while True:
            self.listening.clear()
            try:
                async with await psycopg.AsyncConnection.connect(
                    _conninfo(), autocommit=True
                ) as listener:
                    failures = 0
                    await self._listen(listener)
            except psycopg.Error:
                await asyncio.sleep(PATIENCE[min(failures, len(PATIENCE) - 1)])
                failures += 1

    async def _listen(self, listener: psycopg.AsyncConnection[Any]) -> None:
        while True:
            for office_id in self.streams.keys() - self.listening:
                await listener.execute(SQL("listen {}").format(Identifier(channel_of(office_id))))
                self.listening.add(office_id)
                # What happened before we listened was not heard: look again.
                self.tell(office_id, _event("refresh", {}))
            async for notice in listener.notifies(timeout=LISTEN_TURN):
                self._pass_on(notice)

    def _pass_on(self, notice: psycopg.Notify) -> None:
        message = json.loads(notice.payload)
        office_id = int(notice.channel.rpartition("_")[2])
        if message["kind"] in SPOKEN:
            self.tell(office_id, _event("call", message, message["id"]))
        else:
            self.tell(office_id, _event("refresh", {}, message["id"]))


hub = Hub()


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """The ASGI entry."""
    if scope["type"] != "http":
        return
    code = _office_code(scope["path"])
    if scope["method"] != "GET" or code is None:
        await _refuse(send, 404)
        return
    try:
        office_id = await asyncio.to_thread(_office_id, code)
    except Error:
        # A browser follows a stream again that ended, but gives up on one that was refused.
        await _begin(send)
        await _write(send, "", more=False)
        return
    if office_id is None:
        await _refuse(send, 404)
        return
    await _stream(office_id, _last_event(scope), receive, send)


async def _stream(office_id: int, last: int | None, receive: Receive, send: Send) -> None:
    queue = hub.join(office_id)
    watch = asyncio.create_task(_end_on_disconnect(receive, queue))
    try:
        await _begin(send)
        await _write(send, "retry: 2000\n\n" + await _missed(office_id, last))
        while (event := await _next(queue)) is not None:
            await _write(send, event)
        await _write(send, "", more=False)
    except OSError:
        pass  # the browser is gone
    finally:
        hub.leave(office_id, queue)
        watch.cancel()


async def _next(queue: asyncio.Queue[str | None]) -> str | None:
    try:
        return await asyncio.wait_for(queue.get(), PULSE)
    except TimeoutError:
        return _event("pulse", {"at": clock.now().isoformat(timespec="seconds")})


async def _end_on_disconnect(receive: Receive, queue: asyncio.Queue[str | None]) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    queue.put_nowait(None)


async def _missed(office_id: int, last: int | None) -> str:
    """What a browser that comes back has missed; everything must be looked at again anyway."""
    events = ""
    if last is not None:
        with suppress(Error):
            calls = await asyncio.to_thread(_calls_since, office_id, last)
            events = "".join(_event("call", call, int(str(call["id"]))) for call in calls)
    return events + _event("refresh", {})


def _office_id(code: str) -> int | None:
    return _in_database(
        lambda: Office.objects.filter(code=code).values_list("pk", flat=True).first()
    )


def _calls_since(office_id: int, last: int) -> list[dict[str, object]]:
    return _in_database(lambda: calls_since(office_id, last, clock.now()))


def _in_database(read: Callable[[], Any]) -> Any:
    """Read in a thread of its own; a connection that broke is not kept."""
    close_old_connections()
    try:
        return read()
    except Error:
        connection.close()
        raise


def _event(name: str, message: Mapping[str, object], number: int = 0) -> str:
    head = f"id: {number}\n" if number else ""
    return f"{head}event: {name}\ndata: {json.dumps(message, ensure_ascii=False)}\n\n"


def _office_code(path: str) -> str | None:
    parts = path.strip("/").split("/")
    return parts[1] if len(parts) == 2 and parts[0] == "live" else None


def _last_event(scope: Scope) -> int | None:
    """What the browser had last: it says so itself, or a page that opened a new stream does."""
    value = dict(scope["headers"]).get(b"last-event-id", b"")
    value = value or dict(parse_qsl(scope["query_string"])).get(b"last", b"")
    return int(value) if value.isdigit() and len(value) <= 18 else None


async def _begin(send: Send) -> None:
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [
                (b"content-type", b"text/event-stream; charset=utf-8"),
                (b"cache-control", b"no-store"),
                (b"x-accel-buffering", b"no"),
                (b"access-control-allow-origin", settings.SITE_URL.encode()),
                (b"vary", b"origin"),
            ],
        }
    )


async def _write(send: Send, text: str, *, more: bool = True) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": more})


async def _refuse(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await _write(send, "There is no such display.\n", more=False)


def _conninfo() -> str:
    given: dict[str, Any] = settings.DATABASES["default"]
    named = {
        "dbname": given["NAME"],
        "user": given["USER"],
        "password": given["PASSWORD"],
        "host": given["HOST"],
        "port": given["PORT"],
    }
    return psycopg.conninfo.make_conninfo(
        **{key: value for key, value in named.items() if value},
        **{key: value for key, value in given["OPTIONS"].items() if isinstance(value, str)},
        application_name="kanim live",
    )
