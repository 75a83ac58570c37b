"""Tests: the private server's own test database, quick hashing, mail kept in memory."""

import tempfile
from pathlib import Path

from kanim.config.settings.base import *  # noqa: F403  settings are layered by star import
from kanim.config.settings.base import MIDDLEWARE

DEMO = True
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = False
# A folder of the run's own: neither a moved demo clock nor old papers are seen by tests.
VAR = Path(tempfile.mkdtemp(prefix="kanim-test-"))
MEDIA_ROOT = VAR / "papers"
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
