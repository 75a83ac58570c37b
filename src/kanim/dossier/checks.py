"""Start-up check: the list of requirements names only what exists."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from kanim.dossier.requirements import UnusableRequirements, all_requirements


@register()
def requirements_are_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with a list that could ask for papers nobody can hand in."""
    try:
        all_requirements()
    except UnusableRequirements as problem:
        return [Error(str(problem), id="kanim.E020")]
    return []
