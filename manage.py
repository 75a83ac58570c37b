"""Django's own commands, for those who look for manage.py: `kanim manage …` is the same."""

import os
import sys

if __name__ == "__main__":
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kanim.config.settings.dev")
    execute_from_command_line(sys.argv)
