from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "kanim.audit"
    label = "audit"
