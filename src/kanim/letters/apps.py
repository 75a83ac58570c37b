from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "kanim.letters"
    label = "letters"

    def ready(self) -> None:
        from kanim.letters import activities, mail_figures, panels, permissions  # noqa: F401  registers
