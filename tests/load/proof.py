"""What must be true after the traffic, read from the database."""

from __future__ import annotations

import time
from collections.abc import Iterable

from django.db.models import Count

from kanim.audit.models import Entry
from kanim.audit.verifying import trail_verify
from kanim.cases.folding import findings
from kanim.cases.models import Case, Step
from kanim.letters.models import Notice


def settle(cases: list[int], *, lapsing: list[int], seconds: int) -> bool:
    """Wait until the worker has caught up; False if it has not within the seconds."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if not unsettled(cases, lapsing):
            return True
        time.sleep(1)
    return not unsettled(cases, lapsing)


def unsettled(cases: list[int], lapsing: list[int]) -> list[str]:
    """What the worker still owes: deadlines that passed, e-mails that wait."""
    found = []
    running = Case.objects.filter(pk__in=lapsing).exclude(end="lapsed").count()
    if running:
        found.append(f"{running} deadlines passed without effect")
    waiting = Notice.objects.filter(case__in=cases).exclude(status=Notice.Status.SENT).count()
    if waiting:
        found.append(f"{waiting} e-mails were queued and never sent")
    return found


def told_by_mail(cases: list[int]) -> list[str]:
    """To whom the office wrote about these cases."""
    return list(Notice.objects.filter(case__in=cases).values_list("to", flat=True))


def problems(cases: list[int], acknowledged: Iterable[int]) -> list[str]:
    """Everything that was lost or doubled; empty if nothing was."""
    wanted = Case.objects.filter(pk__in=cases).prefetch_related("steps")
    found = [f"{finding.number}: {finding.sentence}" for finding in findings(wanted)]
    verdict = trail_verify()
    print(f"{len(cases)} cases folded; {verdict.entries:,} audit entries verified")
    if verdict.broken is not None:
        found.append(f"the audit trail is broken: {verdict.broken}")
    return [*found, *_lost(acknowledged), *_doubled(cases), *_untold(cases)]


def _lost(acknowledged: Iterable[int]) -> list[str]:
    known = list(acknowledged)
    done = Step.objects.filter(pk__in=known, closing=Step.Closing.DONE).count()
    found = []
    if len(set(known)) != len(known):
        found.append(f"{len(known) - len(set(known))} steps were acknowledged twice")
    if done != len(set(known)):
        found.append(f"{len(set(known)) - done} acknowledged completions are lost")
    return found


def _doubled(cases: list[int]) -> list[str]:
    targets = [case.target for case in Case.objects.filter(pk__in=cases)]
    entries = Entry.objects.filter(target__in=targets, verb__startswith="step.d")
    twice = entries.values("target", "verb", "detail").annotate(n=Count("id")).filter(n__gt=1)
    closed = Step.objects.filter(case__in=cases, closed_at__isnull=False).count()
    found = [f"{row['target']} {row['detail']}: recorded {row['n']} times" for row in twice]
    if entries.count() != closed:
        found.append(f"{closed} steps are closed, but {entries.count()} closings are recorded")
    return found


def _untold(cases: list[int]) -> list[str]:
    ended = Case.objects.filter(pk__in=cases, status=Case.Status.ENDED)
    wrong = ended.annotate(told=Count("notices")).exclude(told=1).count()
    return [f"{wrong} ended cases have not exactly one e-mail"] if wrong else []
