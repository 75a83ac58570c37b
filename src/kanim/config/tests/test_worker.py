"""The worker's own upkeep: jobs of a killed worker, and old ones."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest
from procrastinate.contrib.django import app
from procrastinate.contrib.django.db_cleanup import close_db_connections
from procrastinate.jobs import Status

from kanim.cases.tasks import left_behind, old_jobs


class Jobs:
    """Notes what it is asked to do with jobs."""

    def __init__(self, *stalled):
        self.stalled, self.done = list(stalled), []

    async def get_stalled_jobs(self):
        return self.stalled

    async def retry_job(self, job):
        self.done.append(("again", job.id))

    async def finish_job(self, job, status, *, delete_job):
        self.done.append((status, job.id, delete_job))

    async def delete_old_jobs(self, **given):
        self.done.append(given)


def run(task, jobs):
    context = SimpleNamespace(app=SimpleNamespace(job_manager=jobs))
    asyncio.run(task.func(context, timestamp=0))
    return jobs.done


def test_a_killed_workers_jobs_are_taken_up_again():
    mail = SimpleNamespace(id=1, queueing_lock=None)
    clock = SimpleNamespace(id=2, queueing_lock="cases-timers")
    assert run(left_behind, Jobs(mail, clock)) == [("again", 1), (Status.FAILED, 2, False)]
    assert run(left_behind, Jobs()) == []


def test_jobs_that_are_long_done_are_forgotten_and_failures_later():
    done, failed = run(old_jobs, Jobs())
    assert done == {"nb_hours": 48}
    assert failed["nb_hours"] > done["nb_hours"]
    assert failed["include_failed"]


@pytest.mark.parametrize("name", ["timers", "left_behind", "old_jobs"])
def test_the_clock_queues_the_upkeep(name):
    tasks = {task.task.name for task in app.periodic_registry.periodic_tasks.values()}
    assert f"kanim.cases.tasks.{name}" in tasks


def test_every_periodic_task_waits_for_itself():
    locks = [one.task.queueing_lock for one in app.periodic_registry.periodic_tasks.values()]
    assert all(locks), "one that still runs is not queued a second time"
    assert len(set(locks)) == len(locks)


def test_the_workers_app_closes_worn_connections_around_each_job():
    working = app.with_connector(app.connector)
    assert close_db_connections in working.worker_defaults["task_middleware"]
