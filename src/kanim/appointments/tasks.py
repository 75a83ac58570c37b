"""Background work: places are made a month ahead, every night."""

from __future__ import annotations

from procrastinate.contrib.django import app

from kanim.appointments.planning import slots_generate_everywhere
from kanim.office import clock


@app.periodic(cron="10 17 * * *")
@app.task(name="appointments.plan", queueing_lock="appointments.plan")
def plan(timestamp: int) -> None:
    """At 17.10 UTC, past midnight in Kalimantan: make the places of the days ahead."""
    slots_generate_everywhere(now=clock.now())
