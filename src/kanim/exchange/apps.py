from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "kanim.exchange"
    label = "exchange"

    def ready(self) -> None:
        from kanim.exchange import permissions  # noqa: F401  declares itself when imported
