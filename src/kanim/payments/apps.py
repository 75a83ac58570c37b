from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "kanim.payments"
    label = "payments"

    def ready(self) -> None:
        from kanim.payments import activities, notifications, panels, permissions  # noqa: F401  they register
