from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class OfficeConfig(AppConfig):
    name = "kanim.office"
    label = "office"

    def ready(self) -> None:
        from kanim.office import checks  # noqa: F401  registers them

        autodiscover_modules("permissions")
