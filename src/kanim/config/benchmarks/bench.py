"""What the benchmarks share: the office, how long each may take, and how load is made."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime

from kanim.cases.models import Step
from kanim.config.benchmarks.figures import Finding
from kanim.config.benchmarks.people import PASSWORD, Staff
from kanim.config.benchmarks.traffic import Found, Order

PRINTING = "print"
LOADED_VERSION = 3


class UnableToMeasure(Exception):
    """The office did not answer as it must; a speed of refusals would say nothing."""


@dataclass(frozen=True, slots=True)
class Bench:
    """The loaded office, and for how many seconds each load is kept up."""

    staff: Staff
    cases: int
    seconds: float
    now: datetime

    def traffic(self, order: Order) -> Found:
        """Let the load generator work as a process of its own."""
        answer = subprocess.run(
            [sys.executable, "-m", "kanim.config.benchmarks.traffic"],
            input=json.dumps(asdict(order)),
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found = Found(**json.loads(answer.stdout))
        if not found.times_ms:
            raise UnableToMeasure("no turn was finished within the time")
        return found

    def order(self, kind: str, port: int, *, connections: int = 1, **what: object) -> Order:
        """An order for the load generator with the bench's accounts."""
        return Order(
            kind=kind,
            port=port,
            accounts=self.staff.usernames[:connections],
            password=PASSWORD,
            seconds=self.seconds,
            **{"steps": [], **what},  # type: ignore[arg-type]
        )

    def free_steps(self, count: int) -> list[int]:
        """Open steps that nobody has taken, spread over all cases."""
        every = max(1, self.cases // (count * 2))
        free = Step.objects.open().filter(step=PRINTING, claimed_by__isnull=True)
        found = free.extra(where=["case_id %% %s = 1"], params=[every]) if every > 1 else free
        return list(found.order_by("pk").values_list("pk", flat=True)[:count])


Benchmark = Callable[[Bench], list[Finding]]


def only(found: Found, wanted: str) -> None:
    """UnableToMeasure unless all turns were answered as wanted, e.g. ``302``."""
    strange = {said: count for said, count in found.answers.items() if said != wanted}
    if strange:
        raise UnableToMeasure(f"the office answered {strange} where {wanted} was expected")
