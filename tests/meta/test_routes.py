"""Every address is guarded: a view says who may call it, and the public ones are listed here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from kanim.office.access import PERMISSIONS, access_of
from kanim.office.middleware import SELF_GUARDED

PUBLIC = {
    "demo",
    "demo_clock",
    "home",
    "language",
    "cases:status",
    "cases:status_search",
    "letters:verify",
    "letters:verify_start",
    "openapi",
    "tickets:display",
    "tickets:display_list",
    "tickets:follow",
    "ui:catalogue",
}


def routes(
    patterns: list[Any] | None = None, space: tuple[str, ...] = ()
) -> Iterator[tuple[str, Any]]:
    """Every route of the program as (name, view)."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            inner = (*space, entry.namespace) if entry.namespace else space
            yield from routes(entry.url_patterns, inner)
        elif isinstance(entry, URLPattern):
            yield ":".join([*space, entry.name or str(entry.pattern)]), entry.callback


def own_routes() -> list[tuple[str, Any]]:
    return [
        (name, view)
        for name, view in routes()
        # ninja's own root answers 404 by itself; it is a partial and cannot carry a declaration.
        if not view.__module__.startswith(SELF_GUARDED) and not name.endswith(":api-root")
    ]


def test_every_view_declares_its_access():
    assert [name for name, view in own_routes() if access_of(view) is None] == []


def test_the_public_views_are_those_listed():
    public = {name for name, view in own_routes() if access_of(view) == "public"}
    assert public == PUBLIC


def test_every_permission_that_a_view_asks_for_is_declared():
    asked = {
        access.partition(":")[2]
        for _name, view in own_routes()
        if (access := access_of(view)) and access.startswith("permission:")
    }
    assert asked <= set(PERMISSIONS)
