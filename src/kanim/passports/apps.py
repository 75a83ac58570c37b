from django.apps import AppConfig


class PassportsConfig(AppConfig):
    name = "kanim.passports"
    label = "passports"

    def ready(self) -> None:
        from kanim.passports import activities, answers, panels, permissions  # noqa: F401  registered by being imported
