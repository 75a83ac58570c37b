"""Background work: ask the treasury about reported payments."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from kanim.payments import notifications


@app.task(name="payments.verify")
def verify(payment_id: int) -> None:
    """Verify one payment if that is due."""
    notifications.payment_verify(payment_id=payment_id, now=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="payments.sweep", queueing_lock="payments.sweep")
def sweep(timestamp: int) -> None:
    """Every minute: take up payments that no job looks after (a killed worker's)."""
    for payment_id in notifications.overdue(timezone.now()):
        notifications.payment_verify(payment_id=payment_id, now=timezone.now())
