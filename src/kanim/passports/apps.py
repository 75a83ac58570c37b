from django.apps import AppConfig


class PassportsConfig(AppConfig):
    name = "kanim.passports"
    label = "passports"

    def ready(self) -> None:
        # Registered by being imported.
        from kanim.passports import (  # noqa: F401
            activities,
            answers,
            panels,
            permissions,
            production_panels,
        )
