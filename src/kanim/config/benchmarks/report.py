"""The table of figures: for a terminal, as JSON, as Markdown for docs/performance.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection
from rich.table import Table

from kanim.config.benchmarks.figures import Finding

COLOURS = {"kept": "green", "over": "red", "for information": "dim"}


@dataclass(frozen=True, slots=True)
class Machine:
    """On what was measured, and how busy it was with other things."""

    processor: str
    cores: int
    python: str
    postgresql: str
    load: float
    on: date
    cases: int

    def sentence(self) -> str:
        """All of it in a sentence."""
        return (
            f"{self.on:%Y-%m-%d}: {self.processor}, {self.cores} cores; Python {self.python}, "
            f"PostgreSQL {self.postgresql}; {self.cases:,} cases loaded; "
            f"load of the machine before the run {self.load:.1f}."
        )


def machine_now(cases: int, on: date) -> Machine:
    """This machine; asks the database for its version."""
    with connection.cursor() as cursor:
        cursor.execute("show server_version")
        version = str(cursor.fetchone()[0])
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        python=platform.python_version(),
        postgresql=version,
        load=os.getloadavg()[0],
        on=on,
        cases=cases,
    )


def as_table(findings: Iterable[Finding]) -> Table:
    """For a terminal."""
    table = Table("What", "Measured", "Limit", "Verdict")
    for finding in findings:
        colour = COLOURS[finding.verdict]
        table.add_row(
            finding.what,
            _figures(finding),
            _limits(finding),
            f"[{colour}]{finding.verdict}[/{colour}]",
        )
    return table


def as_markdown(findings: Iterable[Finding], machine: Machine) -> str:
    """For docs/performance.md."""
    lines = [machine.sentence(), "", "| what | measured | limit | verdict |", "|---|---|---|---|"]
    for finding in findings:
        cells = (finding.what, _figures(finding), _limits(finding), finding.verdict)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def as_json(findings: Iterable[Finding], machine: Machine) -> dict[str, object]:
    """For programs."""
    return {
        "machine": machine.sentence(),
        "findings": [
            {
                "what": finding.what,
                "figures": dict(finding.figures),
                "limits": [str(limit) for limit in finding.limits],
                "verdict": finding.verdict,
                "note": finding.note,
            }
            for finding in findings
        ],
    }


def _figures(finding: Finding) -> str:
    return ", ".join(f"{name} {_number(value)}" for name, value in finding.figures.items())


def _limits(finding: Finding) -> str:
    return ", ".join(str(limit) for limit in finding.limits)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.partition(":")[2].strip() for line in text.splitlines() if "model name" in line]
    return names[0] if names else platform.machine()
