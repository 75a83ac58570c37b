"""What the catalogue page shows."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict


def catalogue_parts(query: QueryDict) -> dict[str, Any]:
    return {"bad": "salah" in query}
