"""Where other apps join in when an applicant comes: the queue ticket, and the papers to bring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from kanim.cases.models import Case
from kanim.office.duty import Duty

Arrival = Callable[[Case, Duty, datetime], str]
Papers = Callable[[Case], list[str]]

ARRIVALS: list[Arrival] = []
PAPERS: dict[str, Papers] = {}


def on_arrival(function: Arrival) -> Arrival:
    """Register what happens at check-in, in its transaction; what it returns joins the timeline's note.

    The queue app gives the customer-service number here (SOP 936 row 3).
    """
    ARRIVALS.append(function)
    return function


def papers_to_bring(sop: str) -> Callable[[Papers], Papers]:
    """Register which papers an applicant of an SOP brings; ValueError if that is registered already."""

    def keep(function: Papers) -> Papers:
        if PAPERS.setdefault(sop, function) is not function:
            raise ValueError(f"the papers of {sop} are registered twice")
        return function

    return keep


def papers_of(case: Case) -> list[str]:
    """What an applicant brings, in words; empty if nobody has said."""
    function = PAPERS.get(case.sop)
    return function(case) if function else []
