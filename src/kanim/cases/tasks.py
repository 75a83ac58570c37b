"""Periodic work of the cases app."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kanim.cases.timers import deadlines_run, warnings_run
from kanim.office import clock


@app.periodic(cron="*/10 * * * * *")
@app.task(queue="timers", queueing_lock="cases-timers", pass_context=False)
def timers(timestamp: int) -> None:
    """Deadlines and warnings, every ten seconds."""
    now = clock.now()
    warnings_run(now=now)
    deadlines_run(now=now)
