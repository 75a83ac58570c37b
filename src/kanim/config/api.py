"""The office's API for other systems (OpenAPI 3.1 at /api/docs is off: it needs outside scripts)."""

from __future__ import annotations

from ninja import NinjaAPI

from kanim.exchange.api import router as exchange
from kanim.payments.api import router as payments

api = NinjaAPI(
    title="Kanim",
    version="1",
    description="What the bank and the centre call. Every request is signed; see docs/operating.md.",
    docs_url=None,
)
api.add_router("/exchange/", exchange)
api.add_router("/payments/", payments)
