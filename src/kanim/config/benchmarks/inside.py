"""Without HTTP: the engine, letters, machine readable zones, the audit trail."""

from __future__ import annotations

from time import perf_counter

from kanim.audit.verifying import trail_verify
from kanim.cases.services import case_open, step_complete
from kanim.config.benchmarks.bench import Bench, UnableToMeasure
from kanim.config.benchmarks.figures import Finding, Limit, times
from kanim.office.duty import Duty
from kanim.office.models import Office

MACHINE = Duty.machine()


def engine(bench: Bench) -> list[Finding]:
    """A process of one task, opened and completed through the services: two commits."""
    office = Office.objects.get(pk=bench.staff.office_id)
    duty = Duty(user=None, office_id=office.pk, lanes=frozenset({"meja", "sistem"}))
    taken: list[float] = []
    _one_task(office, duty, bench)
    begun = perf_counter()
    while perf_counter() - begun < bench.seconds:
        at = perf_counter()
        _one_task(office, duty, bench)
        taken.append((perf_counter() - at) * 1000)
    figures = {**times(taken), "per second": len(taken) / sum(taken) * 1000}
    what = "one-task process, opened and finished by the engine API; one process"
    return [Finding(what, figures, [Limit("per second", least=300)])]


def _one_task(office: Office, duty: Duty, bench: Bench) -> None:
    case = case_open(sop="satu", office=office, duty=MACHINE, now=bench.now)
    step_id = case.steps.open().values_list("pk", flat=True).get()
    step_complete(step_id=step_id, duty=duty, outcome="done", now=bench.now)


def letters(bench: Bench) -> list[Finding]:
    """A refusal letter, composed by Typst and signed with PAdES."""
    from kanim.letters.bench import letter_times

    found = letter_times()
    figures = {
        "p50 ms": found["letter_p50_ms"],
        "p95 ms": found["letter_p95_ms"],
        "compose ms": found["compose_p50_ms"],
        "sign ms": found["sign_p50_ms"],
    }
    limits = [Limit("p50 ms", most=found["limit_ms"])]
    return [Finding("letter, composed and signed", figures, limits)]


def zones(bench: Bench) -> list[Finding]:
    """Machine readable zones, one core."""
    from kanim.icao.bench import TD3_FLOOR, measure

    found = measure()
    limits = [Limit("per second", least=TD3_FLOOR)]
    parsed = {"per second": found.pop("td3_parses_per_second")}
    rest = {
        name.removesuffix("_per_second").replace("_", " "): rate for name, rate in found.items()
    }
    return [
        Finding("machine readable zone (TD3) parsed", parsed, limits),
        Finding("machine readable zones, other work, per second", rest),
    ]


def audit(bench: Bench) -> list[Finding]:
    """The whole audit trail recomputed and compared."""
    begun = perf_counter()
    verdict = trail_verify()
    seconds = perf_counter() - begun
    if verdict.broken is not None:
        raise UnableToMeasure(f"the audit trail is broken: {verdict.broken}")
    figures = {"seconds": seconds, "entries": verdict.entries}
    figures["per second"] = verdict.entries / seconds
    return [Finding("audit trail verified", figures)]
