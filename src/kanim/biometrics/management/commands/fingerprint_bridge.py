"""Run a simulator of the fingerprint reader's bridge on this computer."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from kanim.biometrics.bridge_simulator import bridge_server


class Command(BaseCommand):
    help = "Simulates the bridge of a fingerprint reader; its fingers are made up (see bridge.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8041)
        parser.add_argument("--origin", default=settings.SITE_URL, help="the page that may ask it")
        parser.add_argument("--person", default="demo", help="whose fingers: any word")

    def handle(self, *args: Any, **options: Any) -> None:
        server = bridge_server(
            port=options["port"], origin=options["origin"], person=options["person"]
        )
        self.stdout.write(f"Bridge simulator at http://127.0.0.1:{options['port']}")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            server.server_close()
