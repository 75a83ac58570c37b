"""The pages, and the two APIs of outside systems, mounted as in service."""

from __future__ import annotations

from django.urls import path
from ninja import NinjaAPI

from kanim.config.urls import urlpatterns as pages
from kanim.exchange.api import router as exchange
from kanim.payments.api import router as payments

api = NinjaAPI(urls_namespace="outside-tests")
api.add_router("/exchange", exchange)
api.add_router("/payments", payments)

urlpatterns = [path("api/", api.urls), *pages]
