"""Puts jobs on the queue by name, in the caller's transaction; the tasks import the services."""

from __future__ import annotations

from datetime import datetime

from procrastinate.contrib.django import app

from kanim.office import clock


def job_queue(*, task: str, at: datetime | None = None, **arguments: int) -> None:
    """Queue a task by its name, at once or for a moment. Commits or rolls back with the caller."""
    moment = clock.real(at) if at else None
    app.configure_task(task, schedule_at=moment, allow_unknown=False).defer(**arguments)
