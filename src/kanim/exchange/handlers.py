"""What upper apps do when an outside system answers or calls. They register; exchange calls.

A handler runs in the transaction that records the answer or the call. It may raise: then nothing of it
is kept, the error is shown to the operator, and it is tried again later. It must bear being called
late and for a step that has closed meanwhile (``StepClosed`` counts as handled).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kanim.exchange import models
from kanim.exchange.adapters import Answer


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a dispatch, as its receiver reports later: e.g. ``accepted`` or ``problem``."""

    dispatch: models.Dispatch
    event_id: str
    result: str
    reason: str
    body: dict[str, Any]
    now: datetime


AnswerHandler = Callable[[models.Dispatch, Answer, datetime], None]
ResultHandler = Callable[[Result], None]
CallbackHandler = Callable[[models.Callback, datetime], str]

ANSWERS: list[tuple[str, str, AnswerHandler]] = []
RESULTS: dict[str, ResultHandler] = {}
CALLBACKS: dict[tuple[str, str], CallbackHandler] = {}

RESULT = "result"
"""The kind of callback that says what became of a dispatch."""


def on_answer(system: str, path_prefix: str) -> Callable[[AnswerHandler], AnswerHandler]:
    """Register what follows when a dispatch to paths that begin so was answered with 200."""

    def keep(handler: AnswerHandler) -> AnswerHandler:
        ANSWERS.append((system, path_prefix, handler))
        return handler

    return keep


def on_result(system: str) -> Callable[[ResultHandler], ResultHandler]:
    """Register what follows a system's later result; ValueError if another has registered."""

    def keep(handler: ResultHandler) -> ResultHandler:
        if RESULTS.setdefault(system, handler) is not handler:
            raise ValueError(f"results of {system} are handled already")
        return handler

    return keep


def on_callback(system: str, kind: str) -> Callable[[CallbackHandler], CallbackHandler]:
    """Register what follows another kind of call; the handler returns a note for the operator."""

    def keep(handler: CallbackHandler) -> CallbackHandler:
        if CALLBACKS.setdefault((system, kind), handler) is not handler:
            raise ValueError(f"{kind} of {system} is handled already")
        return handler

    return keep


def answer_handlers(system: str, path: str) -> list[AnswerHandler]:
    """The handlers for an answer to this path."""
    return [
        handler for name, prefix, handler in ANSWERS if name == system and path.startswith(prefix)
    ]
