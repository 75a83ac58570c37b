from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kanim.people"
    label = "people"
