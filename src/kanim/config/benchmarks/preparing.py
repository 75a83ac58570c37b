"""Making the benchmarks' office ready: tables, static files, people, and a load of cases."""

from __future__ import annotations

from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress

from kanim.config.benchmarks.bench import Bench
from kanim.config.benchmarks.loading import Load, everything_load, loaded_cases, rows_of
from kanim.config.benchmarks.people import staff_make


def office_prepare(*, cases: int, seconds: float, console: Console) -> Bench:
    """The loaded office. What is there already with as many cases is kept.

    A database that was loaded with another number is refused, for it would have to be made anew.
    """
    now = timezone.now()
    call_command("migrate", verbosity=0, skip_checks=True)
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)
    staff = staff_make(now=now)
    loaded = loaded_cases()
    if loaded and loaded != cases:
        raise SystemExit(
            f"The database kanim_bench holds {loaded:,} cases. Add --again to load it anew."
        )
    if not loaded:
        _load(Load(cases, staff, now), console)
    return Bench(staff=staff, cases=cases, seconds=seconds, now=now)


def _load(load: Load, console: Console) -> None:
    with Progress(console=console) as progress:
        task = progress.add_task(f"loading {load.cases:,} cases", total=rows_of(load.cases))
        everything_load(load, lambda count: progress.advance(task, count))
