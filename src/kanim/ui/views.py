from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kanim.ui.catalogue import catalogue_parts


def catalogue(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for those who build pages."""
    if not (settings.DEBUG or getattr(settings, "DEMO", False)):
        raise Http404
    return render(request, "ui/catalogue.html", catalogue_parts(request.GET))


# The lowest layer cannot import kanim.office.access; it declares by the same attribute.
catalogue.access = "public"  # type: ignore[attr-defined]
