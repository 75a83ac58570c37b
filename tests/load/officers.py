"""Officers who go on working whatever happens to the server, and remember what it acknowledged."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from typing import Any

from kanim.config.benchmarks.browser import Answer, Browser
from tests.load.office import LoadOffice

STEPS = ("receive", "check", "print", "quality", "hand_over")
FORM = {f"{step}-{field}": value for step in STEPS for field, value in
        (("outcome", "good"), ("remark", "sesuai"))}  # fmt: skip
NEXT = re.compile(r"/langkah/(\d+)/")
GIVE_UP = 60


class Officers:
    """Each takes a case and completes its steps until it has ended, then the next case."""

    def __init__(self, port: int, office: LoadOffice, cases: list[Any]) -> None:
        self.port = port
        self.office = office
        self.waiting = [(case.steps.get().pk, case.version) for case in cases]
        self.acknowledged: list[int] = []
        self.counts: Counter[str] = Counter()
        self.stopping = False

    async def work(self) -> None:
        """Until told to stop, or until no work is left."""
        await asyncio.gather(*(self._officer(name) for name in self.office.usernames))

    def stop(self) -> None:
        self.stopping = True

    def told(self) -> str:
        counts = ", ".join(f"{count} {name}" for name, count in sorted(self.counts.items()))
        return f"{len(self.acknowledged)} steps acknowledged ({counts})"

    async def _officer(self, username: str) -> None:
        browser = Browser(self.port)
        while not self.stopping and self.waiting:
            try:
                await browser.sign_in(username, self.office.password)
                break
            except (OSError, EOFError, asyncio.LimitOverrunError):
                await asyncio.sleep(0.2)
        while not self.stopping and self.waiting:
            step, version = self.waiting.pop()
            await self._case(browser, step, version)

    async def _case(self, browser: Browser, step: int | None, version: int) -> None:
        while step is not None and not self.stopping:
            answer = await self._submit(browser, step, version)
            if answer is None:
                return
            if answer.status == 302:
                self.acknowledged.append(step)
                found = NEXT.search(answer.location)
            elif answer.status == 409:
                # The answer was lost with its process, the deed was not: the page says what is next.
                self.counts["done before a repeated click"] += 1
                found = next(
                    (m for m in NEXT.finditer(answer.body.decode()) if int(m[1]) != step), None
                )
            else:
                self.counts[f"answered {answer.status}"] += 1
                return
            step, version = (int(found[1]) if found else None), version + 1
            await asyncio.sleep(0)

    async def _submit(self, browser: Browser, step: int, version: int) -> Answer | None:
        """Press the button until something answers."""
        for _attempt in range(GIVE_UP * 5):
            try:
                form = {**FORM, "version": str(version)}
                answer = await asyncio.wait_for(browser.post(f"/langkah/{step}/", form), 20)
            except (OSError, EOFError, TimeoutError):
                browser.close()
                self.counts["lost answers"] += 1
                await asyncio.sleep(0.2)
                continue
            if answer.status < 500:
                return answer
            self.counts[f"answered {answer.status}"] += 1
            await asyncio.sleep(0.2)
        self.counts["gave up"] += 1
        return None
