"""The office's API for other systems; its description (OpenAPI 3.1) is at /api/openapi.json."""

from __future__ import annotations

from django.http import JsonResponse
from ninja import NinjaAPI

from kanim.exchange.api import router as exchange
from kanim.office.access import public
from kanim.office.requests import OfficeRequest
from kanim.payments.api import router as payments

api = NinjaAPI(
    title="Kanim",
    version="1",
    description="What the bank and the centre call. Every request is signed; see docs/operating.md.",
    docs_url=None,
    openapi_url=None,
)
api.add_router("/exchange/", exchange)
api.add_router("/payments/", payments)


@public
def openapi(request: OfficeRequest) -> JsonResponse:
    """The description of the API. It holds no data; every call of the API itself is signed."""
    return JsonResponse(api.get_openapi_schema())
