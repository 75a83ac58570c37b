"""Periodic work of the cases app."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from kanim.cases.timers import deadlines_run, warnings_run
from kanim.office import clock

DONE_KEPT_HOURS = 2 * 24
FAILED_KEPT_HOURS = 30 * 24


@app.periodic(cron="* * * * * */10")  # the sixth field is seconds
@app.task(queue="timers", queueing_lock="cases-timers", pass_context=False)
def timers(timestamp: int) -> None:
    """Deadlines and warnings, every ten seconds."""
    now = clock.now()
    warnings_run(now=now)
    deadlines_run(now=now)


@app.periodic(cron="* * * * *")
@app.task(queue="timers", queueing_lock="cases-left-behind", pass_context=True)
async def left_behind(context: JobContext, timestamp: int) -> None:
    """Every minute: take up the jobs of a worker that was killed while it did them.

    Such a worker has not been heard of for half a minute. Jobs are safe to repeat: each looks
    first whether its work is done already. Periodic ones are not repeated, for the clock has queued
    the next one (their queueing lock says so).
    """
    jobs = context.app.job_manager
    for job in await jobs.get_stalled_jobs():
        if job.queueing_lock:
            await jobs.finish_job(job, Status.FAILED, delete_job=False)
        else:
            await jobs.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(queue="timers", queueing_lock="cases-old-jobs", pass_context=True)
async def old_jobs(context: JobContext, timestamp: int) -> None:
    """Every night: forget jobs that are long done. What they changed is kept in its own place.

    Failed ones stay a month, so that an operator can still see why.
    """
    jobs = context.app.job_manager
    await jobs.delete_old_jobs(nb_hours=DONE_KEPT_HOURS)
    await jobs.delete_old_jobs(
        nb_hours=FAILED_KEPT_HOURS,
        include_failed=True,
        include_cancelled=True,
        include_aborted=True,
    )
