"""Work in the background: e-mails, and files that no letter names."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kanim.letters.notices import notice_deliver
from kanim.letters.storing import orphans_remove
from kanim.office import clock

# 6 s, 36 s, 4 min, 22 min, 2 h, 13 h: a mail server that is down overnight loses nothing.
RETRY = RetryStrategy(max_attempts=7, exponential_wait=6)


@app.task(queue="mail", retry=RETRY)
def deliver(notice_id: int) -> None:
    """Send one e-mail; an UnableToDeliver makes the queue try again later."""
    notice_deliver(notice_id=notice_id, now=clock.now())


@app.periodic(cron="17 3 * * *")
@app.task(queue="default", queueing_lock="letters-orphans")
def sweep(timestamp: int) -> None:
    """Nightly: remove PDFs whose letter was rolled back."""
    orphans_remove(older_than=datetime.fromtimestamp(timestamp, UTC) - timedelta(days=1))
