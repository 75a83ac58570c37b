"""What only commits can show: numbers drawn at once, and the worker."""

import contextlib
import threading

import pytest
from django.core import mail
from django.db import connection, transaction
from procrastinate.contrib.django import app

from kanim.letters import tasks
from kanim.letters.models import Letter
from kanim.letters.notices import notice_deliver, notice_send
from kanim.letters.tests.factories import NOW, case_make, head_make, letter_make


@pytest.mark.usefixtures("committed")
def test_letters_issued_at_once_get_numbers_without_gaps() -> None:
    case = case_make()
    duty = head_make(case.office)

    def issue(fails: bool) -> None:
        with contextlib.suppress(RuntimeError), transaction.atomic():
            letter_make(case, duty=duty)
            if fails:
                raise RuntimeError
        connection.close()

    threads = [threading.Thread(target=issue, args=(turn % 3 == 0,)) for turn in range(9)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(Letter.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5, 6]


@pytest.mark.usefixtures("committed")
def test_the_worker_sends_what_was_queued(monkeypatch) -> None:
    def deliver_and_close(**fields) -> None:
        notice_deliver(**fields)
        connection.close()  # the worker's thread has a connection of its own

    monkeypatch.setattr(tasks, "notice_deliver", deliver_and_close)
    notice = notice_send(
        case=case_make(), to="a@example.org", kind="expired", context={}, language="id", now=NOW
    )
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        worker_app.run_worker(
            wait=False, queues=["mail"], listen_notify=False, install_signal_handlers=False
        )
    notice.refresh_from_db()
    assert notice.status == "sent"
    assert len(mail.outbox) == 1
