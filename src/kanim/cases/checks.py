"""Start-up checks: the catalogue is sound, and everything it names exists."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from kanim.cases.activities import ACTIVITIES, CONSEQUENCES, MOMENTS
from kanim.sop import catalog
from kanim.sop.checks import problems


@register()
def catalog_is_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with an SOP that could strand a case."""
    outcomes = {code: set(activity.outcomes) for code, activity in ACTIVITIES.items()}
    found = problems(
        catalog.load(),
        activities=outcomes,
        consequences=set(CONSEQUENCES),
        moments=set(MOMENTS),
    )
    return [Error(str(problem), id="kanim.E001") for problem in found]
