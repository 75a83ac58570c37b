"""The load generator: a process of its own, so that it is not measured with the server.

Reads an order as JSON from the standard input and writes what it found as JSON.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from dataclasses import asdict, dataclass, field
from time import perf_counter, process_time

from kanim.config.benchmarks.browser import Answer, Browser

VERSION = re.compile(rb'name="version" value="(\d+)"')
FILLED_IN = {"print-outcome": "good", "print-remark": "sesuai"}


@dataclass(frozen=True, slots=True)
class Order:
    """What to do, one connection for each account, until the time is over or the work is done.

    ``post`` completes ``steps``; ``officer`` also opens the form before and the next page after;
    ``pages`` opens ``paths`` in turn.
    """

    kind: str
    port: int
    accounts: list[str]
    password: str
    steps: list[int]
    seconds: float
    version: int = 0
    paths: list[str] = field(default_factory=list)
    warm: float = 2.0


@dataclass(slots=True)
class Found:
    """What was found: milliseconds of each turn, and how the server answered."""

    times_ms: list[float] = field(default_factory=list)
    requests: int = 0
    elapsed: float = 0.0
    own_cpu: float = 0.0
    answers: dict[str, int] = field(default_factory=dict)


async def run(order: Order) -> Found:
    """Let every account work on its own connection until the time is over."""
    found, waiting = Found(), list(reversed(order.steps))
    browsers = [Browser(order.port) for _ in order.accounts]
    for browser, account in zip(browsers, order.accounts, strict=True):
        await browser.sign_in(account, order.password)
    begun, cpu = perf_counter() + order.warm, process_time()
    until = begun + order.seconds
    await asyncio.gather(
        *(_work(browser, waiting, order, found, begun, until) for browser in browsers)
    )
    found.elapsed, found.own_cpu = perf_counter() - begun, process_time() - cpu
    return found


async def _work(
    browser: Browser,
    waiting: list[int],
    order: Order,
    found: Found,
    begun: float,
    until: float,
) -> None:
    turn = TURNS[order.kind]
    while waiting and (at := perf_counter()) < until:
        answers = await turn(browser, waiting.pop(), order)
        if at < begun:
            continue
        found.times_ms.append((perf_counter() - at) * 1000)
        found.requests += len(answers)
        said = " ".join(str(answer.status) for answer in answers)
        found.answers[said] = found.answers.get(said, 0) + 1


async def _post(browser: Browser, step: int, order: Order) -> list[Answer]:
    fields = {"version": str(order.version), **FILLED_IN}
    return [await browser.post(f"/langkah/{step}/", fields)]


async def _officer(browser: Browser, step: int, order: Order) -> list[Answer]:
    form = await browser.get(f"/langkah/{step}/")
    version = VERSION.search(form.body)
    if version is None:
        return [form]
    done = await browser.post(f"/langkah/{step}/", {"version": version[1].decode(), **FILLED_IN})
    following = await browser.get(done.location or "/")
    return [form, done, following]


async def _pages(browser: Browser, step: int, order: Order) -> list[Answer]:
    return [await browser.get(order.paths[step % len(order.paths)])]


TURNS = {"post": _post, "officer": _officer, "pages": _pages}


def main() -> None:
    """Do what the standard input orders."""
    order = Order(**json.load(sys.stdin))
    json.dump(asdict(asyncio.run(run(order))), sys.stdout)


if __name__ == "__main__":
    main()
