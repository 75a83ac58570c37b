from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightsConfig(AppConfig):
    name = "kanim.insights"
    label = "insights"
    verbose_name = _("Performance")

    def ready(self) -> None:
        from kanim.insights import activities, permissions  # noqa: F401  registers them
