"""The live display with a real server, a real database and real notices."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from queue import Empty, Queue
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from kanim.tickets.services import ticket_call_next, ticket_finish, ticket_recall
from kanim.tickets.tests import factories as make

pytestmark = pytest.mark.timeout(120)


OPEN: list[Stream] = []


class Stream:
    """A browser that follows a display."""

    def __init__(self, port: int, office: str, **headers: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.connection.request("GET", f"/live/{office}", headers=headers)
        self.answer = self.connection.getresponse()
        self.events: Queue[dict[str, Any]] = Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        OPEN.append(self)

    def _read(self) -> None:
        event: dict[str, Any] = {}
        try:
            for raw in self.answer:
                field, _, value = raw.decode().rstrip("\n").partition(": ")
                if field:
                    event[field] = value
                elif event:
                    self.events.put({**event, "data": json.loads(event.get("data", "null"))})
                    event = {}
        except (OSError, ValueError):
            pass  # the test or the server has ended the stream
        finally:
            self.answer.close()
            self.connection.close()

    def wait_for(self, name: str, within: float = 15) -> dict[str, Any]:
        limit = time.monotonic() + within
        while True:
            event = self.events.get(timeout=max(0.01, limit - time.monotonic()))
            if event.get("event") == name:
                return event

    def settled(self) -> Stream:
        """Wait until the server listens for this office: nothing comes for a moment then."""
        self.wait_for("refresh")
        while True:
            try:
                self.events.get(timeout=1)
            except Empty:
                return self

    def close(self) -> None:
        if self.connection.sock is not None:
            self.connection.sock.shutdown(socket.SHUT_RDWR)
        self.reader.join(10)


@pytest.fixture
def live(committed: None) -> Iterator[int]:
    """A granian with the live application on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "asginl", "--port", str(port)]
    command += ["--no-ws", "kanim.config.live:application"]
    environment = {**os.environ, "KANIM_DATABASE_URL": _database_url()}
    environment["DJANGO_SETTINGS_MODULE"] = os.environ["DJANGO_SETTINGS_MODULE"]
    server = subprocess.Popen(command, env=environment)
    try:
        _until_it_answers(port)
        yield port
    finally:
        assert _stopped(server) == 0, "open streams end with their server"
        while OPEN:
            OPEN.pop().reader.join(10)


def test_calls_reach_every_display_of_the_office(live: int) -> None:
    place, elsewhere = make.office(), make.office("MTP")
    now = timezone.now()
    who = make.seated(place, 3, now)
    here = [Stream(live, f"{place.code}/").settled() for _unused in range(2)]
    there = Stream(live, f"{elsewhere.code}/").settled()

    make.ticket(place, "B", now=now)
    assert here[0].wait_for("refresh")
    ticket = ticket_call_next(duty=who, now=now)

    for stream in here:
        call = stream.wait_for("call")
        assert call["data"]["ticket"] == "B-001"
        assert call["data"]["counter"] == "Loket 3"
        assert call["data"]["text"] == "Nomor antrean B, satu, silakan menuju loket tiga."
        assert int(call["id"]) == call["data"]["id"]
    assert there.events.empty()

    ticket_finish(ticket_id=ticket.pk, duty=who, now=now)
    assert here[1].wait_for("refresh")


def test_a_rolled_back_call_is_not_shown(live: int) -> None:
    from django.db import transaction

    place = make.office()
    now = timezone.now()
    who = make.seated(place, 2, now)
    make.ticket(place, now=now)
    stream = Stream(live, f"{place.code}/").settled()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ticket_call_next(duty=who, now=now)
        raise ZeroDivisionError
    with pytest.raises(Empty):
        stream.wait_for("call", within=1.5)


def test_a_display_that_comes_back_hears_what_it_missed(live: int) -> None:
    place = make.office()
    now = timezone.now()
    who = make.seated(place, 2, now)
    ticket = make.ticket(place, now=now - timedelta(minutes=10))
    stream = Stream(live, f"{place.code}/").settled()
    ticket_call_next(duty=who, now=now)
    heard = stream.wait_for("call")
    stream.close()
    ticket_recall(ticket_id=ticket.pk, duty=who, now=now)

    by_itself = Stream(live, f"{place.code}/", **{"Last-Event-ID": heard["id"]})
    by_the_page = Stream(live, f"{place.code}/?last={heard['id']}")
    for back in (by_itself, by_the_page):
        missed = back.wait_for("call")
        assert missed["data"]["kind"] == "recalled"
        assert back.wait_for("refresh")
    newcomer = Stream(live, f"{place.code}/").settled()
    assert newcomer.events.empty(), "a newcomer hears no old calls"


def test_streams_survive_the_loss_of_the_database(live: int) -> None:
    place = make.office()
    now = timezone.now()
    who = make.seated(place, 2, now)
    make.ticket(place, now=now)
    stream = Stream(live, f"{place.code}/").settled()
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity "
            "where application_name = 'kanim live' and datname = current_database()"
        )
        assert cursor.fetchone() == (1,), "a process listens with one connection"
    assert stream.wait_for("refresh"), "it listens again and says that something may have changed"
    ticket_call_next(duty=who, now=now)
    assert stream.wait_for("call")


def test_only_the_pages_may_follow(live: int) -> None:
    place = make.office()
    stream = Stream(live, f"{place.code}/")
    assert stream.answer.status == 200
    assert stream.answer.headers["access-control-allow-origin"] == settings.SITE_URL
    assert stream.answer.headers["content-type"].startswith("text/event-stream")
    assert Stream(live, "nowhere/").answer.status == 404


def _stopped(server: subprocess.Popen[bytes]) -> int:
    server.terminate()
    try:
        return server.wait(60)
    finally:
        server.kill()
        server.wait()


def _until_it_answers(port: int) -> None:
    limit = time.monotonic() + 120  # a busy machine starts a process slowly
    while time.monotonic() < limit:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("granian did not start")


def _database_url() -> str:
    given = connection.settings_dict
    account = quote(given["USER"])
    if given["PASSWORD"]:
        account += ":" + quote(given["PASSWORD"], safe="")
    url = f"postgresql://{account}@/{given['NAME']}?host={quote(given['HOST'], safe='')}"
    return f"{url}&port={given['PORT']}" if given["PORT"] else url
