from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "kanim.cases"
    label = "cases"
