from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DossierConfig(AppConfig):
    name = "kanim.dossier"
    label = "dossier"
    verbose_name = _("Dossier")

    def ready(self) -> None:
        from kanim.dossier import activities, checks, panels, permissions  # noqa: F401  register
