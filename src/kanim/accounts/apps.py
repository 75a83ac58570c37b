from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kanim.accounts"
    label = "accounts"
