"""`python -m kanim` is the `kanim` command."""

from kanim.config.cli import main

main()
