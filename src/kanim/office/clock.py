"""What time it is for the office.

In service it is the real time. A demo office may be moved ahead, so that a visitor need not wait
four working days for a passport: the shift is a number of seconds in a file that all processes of
the demo read.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone


def now() -> datetime:
    """The office's time, aware, in UTC."""
    real = timezone.now()
    return real + shift() if settings.DEMO else real


def real(moment: datetime) -> datetime:
    """The real time at a moment of the office's time: the clock that other machines go by."""
    return moment - shift() if settings.DEMO else moment


def shift() -> timedelta:
    """How far a demo office's clock is ahead."""
    try:
        return timedelta(seconds=float(_file().read_text()))
    except (FileNotFoundError, ValueError):
        return timedelta()


def move(by: timedelta) -> timedelta:
    """Move a demo office's clock ahead by a time, or back to real time with zero; the new shift.

    PermissionError in an office in service, whose clock nobody moves.
    """
    if not settings.DEMO:
        raise PermissionError("only a demo office's clock can be moved")
    ahead = shift() + by if by else timedelta()
    draft = _file().with_suffix(".draft")
    draft.write_text(str(ahead.total_seconds()))
    draft.replace(_file())
    return ahead


def _file() -> Path:
    return Path(settings.VAR) / "clock"
