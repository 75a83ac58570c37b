from django.apps import AppConfig


class BorderConfig(AppConfig):
    name = "kanim.border"
    label = "border"

    def ready(self) -> None:
        from kanim.border import activities, handlers  # noqa: F401  registered by being imported
