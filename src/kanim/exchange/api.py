"""Where outside systems report what became of our messages. Mounted at /api/exchange."""

from __future__ import annotations

from typing import Literal

from ninja import Field, Router, Schema, Status
from ninja.errors import HttpError

from kanim.exchange.guard import SignedBy
from kanim.exchange.services import EventReused, MessageUnknown, result_receive
from kanim.office.requests import OfficeRequest

router = Router(tags=["exchange"], auth=SignedBy())


class ResultIn(Schema):
    """What became of one message that Kanim sent."""

    event_id: str = Field(
        min_length=8, max_length=120, description="Names this report; the same one may be repeated"
    )
    key: str = Field(min_length=8, max_length=120, description="The key of Kanim's message")
    result: Literal["accepted", "problem"]
    reason: str = Field("", max_length=1000, description="What the problem is")


class Received(Schema):
    """The report is kept."""

    received: bool = True
    repeated: bool = Field(description="Whether it had come before")


class Refusal(Schema):
    """Why a call is refused."""

    detail: str


@router.post(
    "/{system}/results",
    response={202: Received, 401: Refusal, 404: Refusal, 409: Refusal},
    summary="Report the result of a message",
    operation_id="exchange_result",
)
def result(request: OfficeRequest, system: str, report: ResultIn) -> Status[Received]:
    """Repeating a report is harmless; it is kept before it is acted upon, in whatever order it comes."""
    try:
        is_new = result_receive(system=system, body=report.dict(), now=request.now)
    except MessageUnknown as refusal:
        raise HttpError(404, str(refusal)) from refusal
    except EventReused as refusal:
        raise HttpError(409, str(refusal)) from refusal
    return Status(202, Received(repeated=not is_new))
