"""The demo office on one machine: `make run`."""

from kanim.config.settings.base import *  # noqa: F403  settings are layered by star import

DEBUG = False
DEMO = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
