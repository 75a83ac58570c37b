"""Through the real server: completing steps, an officer's work, the worklist, the pages."""

from __future__ import annotations

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kanim.accounts.models import User
from kanim.cases.models import Case
from kanim.config.benchmarks.bench import LOADED_VERSION, PRINTING, Bench, UnableToMeasure, only
from kanim.config.benchmarks.figures import Finding, Limit, times
from kanim.config.benchmarks.server import serving
from kanim.config.benchmarks.traffic import Found

CONNECTIONS = 8
TURNS = 150
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def completing(bench: Bench) -> list[Finding]:
    """POST after POST on eight connections: each completes a step and opens the next."""
    steps = bench.free_steps(int(bench.seconds * 500) + 1000)
    with serving() as port:
        found = bench.traffic(
            bench.order("post", port, connections=CONNECTIONS, steps=steps, version=LOADED_VERSION)
        )
    only(found, "302")
    limits = [
        Limit("p50 ms", most=30), Limit("p95 ms", most=60), Limit("p99 ms", most=120),
        Limit("per second", least=250),
    ]  # fmt: skip
    figures = {**times(found.times_ms), "per second": len(found.times_ms) / found.elapsed}
    return [Finding("step completed over HTTP (POST), 8 connections", figures, limits, _own(found))]


def officer(bench: Bench) -> list[Finding]:
    """Open the form, submit it, see the next form: three requests."""
    steps = bench.free_steps(int(bench.seconds * 250) + 500)
    with serving() as port:
        found = bench.traffic(bench.order("officer", port, connections=CONNECTIONS, steps=steps))
    only(found, "200 302 200")
    figures = {
        **times(found.times_ms),
        "per second": len(found.times_ms) / found.elapsed,
        "requests": found.requests / len(found.times_ms),
    }
    limits = [Limit("per second", least=120), Limit("requests", most=3)]
    what = "an officer opens the form, submits, sees the next; 8 connections"
    return [Finding(what, figures, limits, _own(found))]


def worklist(bench: Bench) -> list[Finding]:
    """The worklist of somebody who has taken 5,000 of a million open steps."""
    with serving() as port:
        found = _page(bench, port, "/kerja/")
    figures = {**times(found.times_ms), "queries": _queries("/kerja/")}
    what = f"worklist, {bench.cases:,} open steps, 5,000 mine"
    return [Finding(what, figures, [Limit("p50 ms", most=40)])]


def pages(bench: Bench) -> list[Finding]:
    """The main pages, one after the other, on one connection."""
    findings = []
    with serving() as port:
        for title, path in main_pages(bench).items():
            found = _page(bench, port, path)
            if any(said not in {"200", "302"} for said in found.answers):
                raise UnableToMeasure(f"{path} answered {found.answers}")
            figures = {**times(found.times_ms), "queries": _queries(path)}
            findings.append(Finding(title, figures, [Limit("p95 ms", most=150)]))
    return findings


def main_pages(bench: Bench) -> dict[str, str]:
    """What the pages are called, and their addresses in the loaded office."""
    free = Case.objects.filter(
        pk__gt=bench.cases // 2, steps__step=PRINTING, steps__closed_at__isnull=True
    )
    case = free.select_related("person").order_by("pk")[0]
    assert case.person is not None
    step = case.steps.open().get()
    name = "+".join(case.person.name.split()[:2])
    return {
        "page: form of a step": f"/langkah/{step.pk}/",
        "page: case": f"/perkara/{case.number}/",
        "page: search by number": f"/cari/?q={case.number}",
        "page: search by NIK": f"/cari/?q={case.person.nik}",
        "page: search by part of a name": f"/cari/?q={name}",
        "page: search by whole name": f"/cari/?q={case.person.name.replace(' ', '+')}",
        "page: public status": f"/status/{case.number}/",
    }


def _page(bench: Bench, port: int, path: str) -> Found:
    order = bench.order("pages", port, paths=[path], steps=list(range(TURNS)), warm=0.3)
    return bench.traffic(order)


def _queries(path: str) -> int:
    """How many queries a page costs, once the process is warm."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username="ukur1"), backend=BACKEND)
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def _own(found: Found) -> str:
    share = found.own_cpu / (found.elapsed + 2) * 100
    return f"the load generator itself used {share:.0f} % of a core"
