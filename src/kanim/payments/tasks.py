"""Background work: ask the treasury about reported payments."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kanim.office import clock
from kanim.payments import notifications


@app.task(name="payments.verify")
def verify(payment_id: int) -> None:
    """Verify one payment if that is due."""
    notifications.payment_verify(payment_id=payment_id, now=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="payments.sweep", queueing_lock="payments.sweep")
def sweep(timestamp: int) -> None:
    """Every minute: take up payments that no job looks after (a killed worker's)."""
    for payment_id in notifications.overdue(clock.now()):
        notifications.payment_verify(payment_id=payment_id, now=clock.now())
