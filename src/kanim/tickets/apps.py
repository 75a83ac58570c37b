from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TicketsConfig(AppConfig):
    name = "kanim.tickets"
    label = "tickets"
    verbose_name = _("Queue")

    def ready(self) -> None:
        from kanim.tickets import activities, panels, permissions  # noqa: F401  registers them
