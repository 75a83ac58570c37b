from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "kanim.appointments"
    label = "appointments"

    def ready(self) -> None:
        from kanim.appointments import activities, panels, permissions, selectors  # noqa: F401  they register
