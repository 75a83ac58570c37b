"""Traffic on the whole running office while its processes are killed at random.

Officers complete steps through the pages, deadlines pass, e-mails go out, and meanwhile a web
process or the worker is killed (SIGKILL) again and again. At the end: every case stands where its
log says, the audit trail is whole, every acknowledged completion is there, no step was done twice,
and every case that ended has told so by exactly one e-mail.

    .venv/bin/python tests/load/chaos.py [--kills 100] [--cases 2000] [--seed 1]
"""

from __future__ import annotations

import argparse
import asyncio
from pathlib import Path
from sys import path
from time import monotonic
from typing import Any

path.insert(0, str(Path(__file__).parents[2]))

from tests.load.killing import Killer, RunningOffice
from tests.load.mailbox import Mailbox
from tests.load.office import LoadOffice, conclude, office_begin
from tests.load.officers import Officers

LAPSING = 40


def main() -> None:
    asked = _asked()
    office = office_begin()
    from tests.load import proof

    mailbox = Mailbox()
    working = [_case(office) for _ in range(asked.cases)]
    lapsing = _lapsing(office, asked.lapse)
    begun = monotonic()
    with mailbox, RunningOffice(mailbox.port) as running:
        officers, killer = Officers(running.port, office, working), Killer(running, asked.seed)
        asyncio.run(_under_fire(officers, killer, asked.kills))
        print(f"{killer.told()} in {monotonic() - begun:.0f} s; {officers.told()}")
        cases = [case.pk for case in (*working, *lapsing)]
        settled = proof.settle(cases, lapsing=[case.pk for case in lapsing], seconds=asked.settle)
    print(f"{mailbox.told()}; queue settled: {settled}")
    problems = proof.problems(cases, officers.acknowledged)
    if killer.killed < asked.kills:
        problems.append(f"only {killer.killed} of {asked.kills} processes were killed")
    if asked.settle >= 60:
        problems += proof.unsettled(cases, [case.pk for case in lapsing])
        problems += mailbox.problems(proof.told_by_mail(cases))
    conclude(problems)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--cases", type=int, default=2000, help="how much work there is")
    parser.add_argument("--lapse", type=int, default=60, help="seconds in which deadlines pass")
    parser.add_argument("--settle", type=int, default=240, help="seconds that the worker may need")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _case(office: LoadOffice) -> Any:
    from kanim.cases.services import case_open
    from kanim.office.duty import Duty

    return case_open(sop="ukur", office=office.office, duty=Duty.machine(), now=office.now)


def _lapsing(office: LoadOffice, seconds: int) -> list[Any]:
    """Cases at a step whose deadline passes during the traffic."""
    from datetime import timedelta

    from django.utils import timezone

    from kanim.cases.services import step_complete
    from kanim.office.duty import Duty

    duty = Duty(user=None, office_id=office.office.pk, lanes=frozenset({"loket", "sistem"}))
    cases = []
    for number in range(LAPSING):
        case = _case(office)
        for outcome in ("done", "good"):
            step = case.steps.open().get()
            step_complete(step_id=step.pk, duty=duty, outcome=outcome, now=office.now)
        due_at = timezone.now() + timedelta(seconds=5 + seconds * number / LAPSING)
        case.steps.open().update(due_at=due_at)
        cases.append(case)
    return cases


async def _under_fire(officers: Officers, killer: Killer, kills: int) -> None:
    work = asyncio.create_task(officers.work())
    await asyncio.to_thread(killer.run, kills)
    officers.stop()
    await work


if __name__ == "__main__":
    main()
