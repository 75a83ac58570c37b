"""Puts jobs on the queue by name, in the caller's transaction; the tasks import the services."""

from __future__ import annotations

from datetime import datetime

from procrastinate.contrib.django import app


def job_queue(*, task: str, at: datetime | None = None, **arguments: int) -> None:
    """Queue a task by its name, at once or for a moment. Commits or rolls back with the caller."""
    app.configure_task(task, schedule_at=at, allow_unknown=False).defer(**arguments)
