from django.apps import AppConfig


class PassportsConfig(AppConfig):
    name = "kanim.passports"
    label = "passports"

    def ready(self) -> None:
        from kanim.passports import activities, panels, permissions, pricing  # noqa: F401  registered by being imported
