"""Periodic work of the cases app."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from kanim.cases.timers import deadlines_run, warnings_run
from kanim.office import clock


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
