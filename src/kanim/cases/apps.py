from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "kanim.cases"
    label = "cases"

    def ready(self) -> None:
        from kanim.cases import checks, permissions  # noqa: F401  declared by being imported
