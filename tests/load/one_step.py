"""Fifty browsers complete one step in the same instant: one wins, 49 are told so clearly."""

from __future__ import annotations

import asyncio
from collections import Counter
from html import unescape
from pathlib import Path
from sys import path

path.insert(0, str(Path(__file__).parents[2]))

from tests.load.office import LoadOffice, conclude, office_begin

BROWSERS = 50


def main() -> None:
    office = office_begin()
    from kanim.audit.models import Entry
    from kanim.cases.folding import findings
    from kanim.cases.models import Case
    from kanim.cases.services import case_open
    from kanim.config.benchmarks.server import serving
    from kanim.office.duty import Duty

    case = case_open(sop="ukur", office=office.office, duty=Duty.machine(), now=office.now)
    step = case.steps.get()
    with serving() as port:
        answers = asyncio.run(_all_at_once(port, office, step.pk, case.version))
    said = Counter(answer.status for answer in answers)
    print(f"{BROWSERS} completions of one step: {dict(said)}")
    problems = []
    if said != {302: 1, 409: BROWSERS - 1}:
        problems.append(f"expected one 302 and {BROWSERS - 1} answers 409")
    step.refresh_from_db()
    sentence = f"Langkah ini sudah diselesaikan oleh {step.closed_by} pada "
    unclear = [a for a in answers if a.status == 409 and sentence not in unescape(a.body.decode())]
    if unclear:
        problems.append(f"{len(unclear)} refusals do not say: {sentence}…")
    if list(case.steps.order_by("sequence").values_list("step", flat=True)) != ["receive", "check"]:
        problems.append("the log does not hold exactly the step and its successor")
    if Entry.objects.filter(target=case.target, verb="step.done").count() != 1:
        problems.append("the audit trail does not hold exactly one completion")
    problems += [
        str(f) for f in findings(Case.objects.filter(pk=case.pk).prefetch_related("steps"))
    ]
    conclude(problems)


async def _all_at_once(port: int, office: LoadOffice, step_id: int, version: int) -> list:
    from kanim.config.benchmarks.browser import Browser

    officers = [Browser(port) for _ in office.usernames]
    for browser, username in zip(officers, office.usernames, strict=True):
        await browser.sign_in(username, office.password)
    browsers = [
        Browser(port, cookies=officers[at % len(officers)].cookies) for at in range(BROWSERS)
    ]
    # Every connection is open before the first of them submits.
    await asyncio.gather(*(browser.get("/status/") for browser in browsers))
    fields = {"version": str(version), "receive-remark": "serentak"}
    return await asyncio.gather(
        *(browser.post(f"/langkah/{step_id}/", fields) for browser in browsers)
    )


if __name__ == "__main__":
    main()
