"""Background work: deliver, handle, and look after what a killed worker left behind."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kanim.exchange import inbox, outbox
from kanim.office import clock


@app.task(name="exchange.deliver")
def deliver(dispatch_id: int) -> None:
    """Send one message if it is due."""
    outbox.dispatch_deliver(dispatch_id=dispatch_id, now=clock.now())


@app.task(name="exchange.handle")
def handle(callback_id: int) -> None:
    """Handle one call if that has not been done."""
    inbox.callback_handle(callback_id=callback_id, now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="exchange.sweep", queueing_lock="exchange.sweep")
def sweep(timestamp: int) -> None:
    """Every minute: take up messages and calls that are due and that no job looks after."""
    now = clock.now()
    for dispatch_id in outbox.overdue(now):
        outbox.dispatch_deliver(dispatch_id=dispatch_id, now=clock.now())
    for callback_id in inbox.overdue(now):
        inbox.callback_handle(callback_id=callback_id, now=clock.now())
