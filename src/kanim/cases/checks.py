"""Start-up checks: the catalogue is sound, and everything it names exists."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register

from kanim.cases.activities import ACTIVITIES, CONSEQUENCES, MOMENTS
from kanim.sop import catalog
from kanim.sop.checks import Known, sentences


@register()
def catalog_is_sound(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to start with an SOP that could strand a case."""
    known = Known(
        activities={code: set(activity.outcomes) for code, activity in ACTIVITIES.items()},
        consequences=set(CONSEQUENCES),
        moments=set(MOMENTS),
    )
    return [Error(sentence, id="kanim.E001") for sentence in sentences(catalog.load(), known)]
