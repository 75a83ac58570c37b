from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BiometricsConfig(AppConfig):
    name = "kanim.biometrics"
    label = "biometrics"
    verbose_name = _("Biometrics")

    def ready(self) -> None:
        from kanim.biometrics import activities, permissions  # noqa: F401  they register
