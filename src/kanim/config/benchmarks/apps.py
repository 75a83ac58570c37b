from pathlib import Path

from django.apps import AppConfig


class BenchmarksConfig(AppConfig):
    name = "kanim.config.benchmarks"
    label = "benchmarks"

    def ready(self) -> None:
        from kanim.config.benchmarks.activities import activities_register
        from kanim.sop import catalog

        # In the place of the office's own SOPs: the measured process knows only the invented ones.
        catalog.DIRECTORY = Path(__file__).parent / "catalog"
        activities_register()
