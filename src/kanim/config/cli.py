"""The `kanim` command. Its parts are loaded only when they are named, so that --help is quick."""

from __future__ import annotations

import importlib
import os

import click

PARTS = {
    "serve": "kanim.config.serving:serve",
    "worker": "kanim.config.serving:worker",
    "pages": "kanim.config.serving:pages",
    "live": "kanim.config.serving:live",
    "sim": "kanim.simulators.commands:sim",
    "setup": "kanim.config.preparing:setup",
    "texts": "kanim.config.preparing:texts",
    "frontend": "kanim.config.preparing:frontend",
    "database": "kanim.config.preparing:database",
    "office": "kanim.config.opening:opening",
    "manage": "kanim.config.preparing:manage",
    "demo": "kanim.config.demo.commands:demo",
    "sop": "kanim.sop.commands:sop",
    "mrz": "kanim.icao.commands:mrz",
    "cases": "kanim.cases.commands:cases",
    "audit": "kanim.audit.commands:audit",
    "bench": "kanim.config.benchmarks.commands:bench",
}


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(PARTS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        place = PARTS.get(cmd_name)
        if place is None:
            return None
        module_name, _, name = place.partition(":")
        command = getattr(importlib.import_module(module_name), name)
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Kanim runs the Standard Operating Procedures of an immigration office."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kanim.config.settings.dev")
