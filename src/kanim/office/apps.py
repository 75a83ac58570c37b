from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "kanim.office"
    label = "office"
