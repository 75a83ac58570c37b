"""The background worker's procrastinate application."""

from __future__ import annotations

from procrastinate import App


def on_app_ready(app: App) -> None:
    """Called once by procrastinate: tasks of all apps are found by their `tasks` modules."""
    app.periodic_defaults = {}
