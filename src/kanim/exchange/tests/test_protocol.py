"""The real centre, border and mail simulators against the real outbox and inbox."""

from __future__ import annotations

import json
import smtplib
import socket
import time
import urllib.request
from datetime import timedelta
from email.message import EmailMessage

import pytest
from django.test import override_settings
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from kanim.audit.models import Entry
from kanim.cases.services import step_complete
from kanim.exchange import handlers, inbox, outbox
from kanim.exchange.models import Callback, Dispatch
from kanim.exchange.services import dispatch_queue, dispatch_retry
from kanim.exchange.tests import factories as make
from kanim.office.duty import Duty
from kanim.simulators import border as border_module
from kanim.simulators import centre as centre_module
from kanim.simulators import mail as mail_module
from kanim.simulators import wire
from kanim.simulators.store import Store
from kanim.simulators.web import Running

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("visit_sop"),
]
KEY = "kunci-pusat"


def blank(module) -> dict:
    return json.loads(json.dumps(module.BLANK))


@pytest.fixture
def centre(live_server, tmp_path):
    simulator = centre_module.Centre(
        Store(tmp_path / "centre.json", blank(centre_module)), KEY, live_server.url
    )
    with simulator.store.open() as state:
        state["settings"]["by_hand"] = True
    yield from running(simulator, "centre")


@pytest.fixture
def border(live_server, tmp_path):
    simulator = border_module.Border(
        Store(tmp_path / "border.json", blank(border_module)), KEY, live_server.url
    )
    yield from running(simulator, "border")


def running(simulator, name):
    server = Running(simulator, 0).start()
    systems = {name: {"url": server.url, "key": KEY, "simulated": True}}
    systems.setdefault("bank", {"url": "http://127.0.0.1:9", "key": "b", "simulated": True})
    with override_settings(OUTSIDE_SYSTEMS=systems):
        yield server
    server.stop()


@pytest.fixture
def results(monkeypatch):
    """The handler that an upper app would register: it finishes the step."""
    taken = []

    def take(result: handlers.Result) -> None:
        taken.append(result)
        step_complete(
            step_id=result.dispatch.step_id,
            duty=Duty.machine(result.dispatch.case.office_id),
            outcome=result.result,
            note=result.reason,
            now=result.now,
        )

    monkeypatch.setitem(handlers.RESULTS, "centre", take)
    return taken


def sent_case(name: str = "Pemohon"):
    """A case whose data wait in the outbox for the centre."""
    case = make.case_make(make.office_make(), timezone.now(), title=name)
    return case, Dispatch.objects.get(case=case)


def deliver(dispatch: Dispatch, after: timedelta = timedelta(minutes=1)) -> Dispatch:
    now = timezone.now()
    Dispatch.objects.filter(pk=dispatch.pk).update(next_at=now - after)
    outbox.dispatch_deliver(dispatch_id=dispatch.pk, now=now)
    dispatch.refresh_from_db()
    return dispatch


def handle_all() -> None:
    for callback in Callback.objects.filter(handled_at__isnull=True):
        inbox.callback_handle(callback_id=callback.pk, now=timezone.now())


def answer(running_centre, key: str, result: str) -> None:
    form = f"key={key}&result={result}".encode()
    urllib.request.urlopen(f"{running_centre.url}/answer", form, timeout=10).close()


def test_the_centre_accepts_and_the_case_goes_on(centre, results) -> None:
    case, dispatch = sent_case()
    deliver(dispatch)
    assert dispatch.state == "sent"
    assert Entry.objects.filter(verb="exchange.sent", target=case.target).exists()
    answer(centre, dispatch.key, "accepted")
    handle_all()
    dispatch.refresh_from_db()
    assert dispatch.state == "accepted"
    case.refresh_from_db()
    assert case.end == "served"


def test_results_count_once_however_often_they_come(centre, results) -> None:
    case, dispatch = sent_case()
    deliver(dispatch)
    for _ in range(5):
        answer(centre, dispatch.key, "accepted")
    handle_all()
    assert len(results) == 1
    assert Callback.objects.get().repeats == 4

    # The same result under another name, and even a contrary one, changes nothing any more.
    url = f"{centre.simulator.kanim}/api/exchange/centre/results"
    other = {"event_id": "event-lain-1", "key": dispatch.key, "result": "problem", "reason": ""}
    assert wire.call(KEY, "POST", url, "event-lain-1", other)[0] == 202
    handle_all()
    assert len(results) == 1
    case.refresh_from_db()
    assert case.end == "served"


def test_a_result_may_overtake_the_answer_to_its_own_message(centre, results, monkeypatch) -> None:
    case, dispatch = sent_case()
    send = outbox.outside_named("centre").send
    from kanim.exchange.adapters import SignedHttp

    def slow(self, **message):
        found = send(**message)
        answer(centre, dispatch.key, "accepted")
        handle_all()
        return found

    monkeypatch.setattr(SignedHttp, "send", slow)
    deliver(dispatch)
    assert dispatch.state == "accepted"
    case.refresh_from_db()
    assert case.end == "served"


def test_a_problem_word_brings_a_problem_by_itself(centre, results) -> None:
    with centre.simulator.store.open() as state:
        state["settings"] |= {"by_hand": False, "delay": 0, "word": "masalah"}
    case, dispatch = sent_case("Budi Masalah Santoso")
    deliver(dispatch)
    until = time.monotonic() + 20
    while not Callback.objects.exists() and time.monotonic() < until:
        time.sleep(0.1)
    handle_all()
    case.refresh_from_db()
    assert case.end == "refused"
    assert "biometrik" in case.steps.get(step="transmit").note


def test_a_failed_handler_loses_nothing_and_is_tried_again(centre, monkeypatch, results) -> None:
    _case, dispatch = sent_case()
    deliver(dispatch)
    good = handlers.RESULTS["centre"]

    def broken(result):
        raise RuntimeError("basis data sibuk")

    monkeypatch.setitem(handlers.RESULTS, "centre", broken)
    answer(centre, dispatch.key, "accepted")
    handle_all()
    callback = Callback.objects.get()
    assert callback.handled_at is None
    assert "basis data sibuk" in callback.last_error
    dispatch.refresh_from_db()
    assert dispatch.state == "sent"
    assert inbox.overdue(timezone.now() + timedelta(minutes=5)) == [callback.pk]

    monkeypatch.setitem(handlers.RESULTS, "centre", good)
    handle_all()
    callback.refresh_from_db()
    assert callback.handled_at
    assert callback.last_error == ""


def test_a_step_that_closed_meanwhile_counts_as_handled(centre, results) -> None:
    case, dispatch = sent_case()
    deliver(dispatch)
    step_complete(
        step_id=dispatch.step_id,
        duty=Duty.machine(case.office_id),
        outcome="problem",
        now=timezone.now(),
    )
    answer(centre, dispatch.key, "accepted")
    handle_all()
    assert Callback.objects.get().note == "the step had closed"


def test_strangers_and_unknown_messages_are_refused(centre) -> None:
    url = f"{centre.simulator.kanim}/api/exchange/centre/results"
    body = {"event_id": "event-0001", "key": "tak-dikenal", "result": "accepted", "reason": ""}
    assert wire.call("kunci salah", "POST", url, "event-0001", body)[0] == 401
    assert wire.call(KEY, "POST", url, "event-0001", body)[0] == 404
    elsewhere = url.replace("/centre/", "/gudang/")
    assert wire.call(KEY, "POST", elsewhere, "event-0001", body)[0] == 401
    assert wire.call(KEY, "POST", url, "event-0001", {**body, "result": "mungkin"})[0] == 422
    assert not Callback.objects.exists()


def passport(now, key="passport-X0000001") -> Dispatch:
    return dispatch_queue(
        system="border",
        key=key,
        path="/passports",
        payload={"key": key, "number": "X0000001", "name": "Budi"},
        now=now,
    )


def test_queued_once_sent_once_and_answered(border, monkeypatch) -> None:
    seen = []
    monkeypatch.setattr(
        handlers, "ANSWERS", [("border", "/passports", lambda *given: seen.append(given))]
    )
    now = timezone.now()
    first, again = passport(now), passport(now)
    assert first == again
    assert ProcrastinateJob.objects.filter(task_name="exchange.deliver").count() == 1
    deliver(first)
    deliver(first)
    assert first.state == "accepted"
    assert first.attempts == 1
    ((dispatch, found, _now),) = seen
    assert (dispatch, found.body["accepted"]) == (first, True)
    kept = json.loads(urllib.request.urlopen(f"{border.url}/api/messages", timeout=10).read())
    assert kept[first.key]["repeats"] == 0


def test_an_outage_is_waited_out(border) -> None:
    with border.simulator.store.open() as state:
        state["settings"]["outage"] = True
    dispatch = passport(timezone.now())
    deliver(dispatch)
    deliver(dispatch)
    assert (dispatch.state, dispatch.attempts) == ("waiting", 2)
    assert "503" in dispatch.last_error
    assert dispatch.next_at > timezone.now()
    with border.simulator.store.open() as state:
        state["settings"]["outage"] = False
    deliver(dispatch)
    assert dispatch.state == "accepted"
    assert dispatch.last_error == ""


def test_a_worker_killed_while_sending_repeats_harmlessly(border, monkeypatch) -> None:
    from kanim.exchange.adapters import SignedHttp

    dispatch = passport(timezone.now())
    send = SignedHttp.send

    class Killed(BaseException):
        pass

    def die(self, **message):
        send(self, **message)
        raise Killed

    monkeypatch.setattr(SignedHttp, "send", die)
    with pytest.raises(Killed):
        outbox.dispatch_deliver(dispatch_id=dispatch.pk, now=timezone.now())
    monkeypatch.setattr(SignedHttp, "send", send)
    # Within the lease nobody else sends it; afterwards the sweep does.
    assert outbox.overdue(timezone.now()) == []
    later = timezone.now() + timedelta(minutes=4)
    assert outbox.overdue(later) == [dispatch.pk]
    outbox.dispatch_deliver(dispatch_id=dispatch.pk, now=later)
    dispatch.refresh_from_db()
    assert dispatch.state == "accepted"
    with border.simulator.store.read() as state:
        assert state["messages"][dispatch.key]["repeats"] == 1


def test_a_refusal_is_final_until_somebody_sends_it_again(border) -> None:
    dispatch = passport(timezone.now())
    Dispatch.objects.filter(pk=dispatch.pk).update(path="/tidak-ada")
    deliver(dispatch)
    assert dispatch.state in {"failed", "waiting"}
    Dispatch.objects.filter(pk=dispatch.pk).update(state="failed", path="/passports")
    duty = make.officer_duty(make.office_make(), timezone.now(), "exchange.status")
    assert dispatch_retry(dispatch=dispatch, duty=duty, now=timezone.now())
    deliver(dispatch)
    assert dispatch.state == "accepted"
    assert not dispatch_retry(dispatch=dispatch, duty=duty, now=timezone.now())
    assert Entry.objects.filter(verb="exchange.retried").count() == 1


def test_simulators_remember_across_a_restart(border, tmp_path) -> None:
    deliver(passport(timezone.now()))
    again = Store(border.simulator.store.path, blank(border_module))
    with again.read() as state:
        assert list(state["messages"]) == ["passport-X0000001"]


def test_the_mail_server_keeps_and_shows_what_it_gets(tmp_path) -> None:
    simulator = mail_module.Mail(Store(tmp_path / "mail.json", blank(mail_module)), free_port())
    server = Running(simulator, 0).start()
    try:
        message = EmailMessage()
        message["Subject"] = "Kode billing"
        message["To"] = "budi@example.org"
        message["From"] = "kanim@localhost"
        message.set_content("Bayar: http://localhost:8000/perkara/1/ .")
        message.add_alternative("<p>Bayar <b>sekarang</b></p>", subtype="html")
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
        with smtplib.SMTP("127.0.0.1", simulator.smtp_port, timeout=10) as smtp:
            smtp.send_message(message)
        found = json.loads(read(server, "/api/messages?to=BUDI@example.org"))
        assert [item["subject"] for item in found] == ["Kode billing"]
        assert found[0]["links"] == ["http://localhost:8000/perkara/1/"]
        assert found[0]["files"] == ["a.pdf"]
        assert json.loads(read(server, "/api/messages?to=lain@example.org")) == []
        assert "Kode billing" in read(server, "/")
        assert "Tautan" in read(server, "/messages/1")
        assert "<b>sekarang</b>" in read(server, "/messages/1/html")
    finally:
        server.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def read(server, path: str) -> str:
    with urllib.request.urlopen(server.url + path, timeout=10) as found:
        return found.read().decode()
