"""The settings under which speed is measured: an office in service, with invented SOPs."""

from kanim.config.settings.prod import *  # noqa: F403  settings are layered by star import
from kanim.config.settings.prod import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "kanim.config.benchmarks"]
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
# Eight officers of one machine sign in within a second; a lock-out there would measure nothing.
ACCOUNT_RATE_LIMITS = False
SIGNER = {"kind": "test"}  # a certificate made here: signing costs the same with the office's own
