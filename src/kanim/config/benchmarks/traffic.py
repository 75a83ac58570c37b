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
TOKEN_FIELDS = {"print-outcome": "good", "print-remark": "sesuai"}


@dataclass(frozen=True, slots=True)
class Order:
    """What to do: ``post`` completes steps, ``officer`` also opens the form and sees the next."""

    kind: str
    port: int
    accounts: list[str]
    password: str
    steps: list[int]
    version: int
    seconds: float
    warm: float


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
    turn = _post if order.kind == "post" else _officer
    await asyncio.gather(
        *(_work(browser, waiting, order, turn, found, begun, until) for browser in browsers)
    )
    found.elapsed, found.own_cpu = perf_counter() - begun, process_time() - cpu
    return found


async def _work(
    browser: Browser,
    waiting: list[int],
    order: Order,
    turn: object,
    found: Found,
    begun: float,
    until: float,
) -> None:
    assert callable(turn)
    while waiting and (at := perf_counter()) < until:
        answers: list[Answer] = await turn(browser, waiting.pop(), order)
        if at < begun:
            continue
        found.times_ms.append((perf_counter() - at) * 1000)
        found.requests += len(answers)
        said = " ".join(str(answer.status) for answer in answers)
        found.answers[said] = found.answers.get(said, 0) + 1


async def _post(browser: Browser, step: int, order: Order) -> list[Answer]:
    fields = {"version": str(order.version), **TOKEN_FIELDS}
    return [await browser.post(f"/langkah/{step}/", fields)]


async def _officer(browser: Browser, step: int, order: Order) -> list[Answer]:
    form = await browser.get(f"/langkah/{step}/")
    version = VERSION.search(form.body)
    if version is None:
        return [form]
    done = await browser.post(
        f"/langkah/{step}/", {"version": version[1].decode(), **TOKEN_FIELDS}
    )
    following = await browser.get(done.location or "/")
    return [form, done, following]


def main() -> None:
    """Do what the standard input orders."""
    order = Order(**json.load(sys.stdin))
    json.dump(asdict(asyncio.run(run(order))), sys.stdout)


if __name__ == "__main__":
    main()
