"""Every address of the pages. Apps that are present bring their own."""

from __future__ import annotations

from django.urls import include, path

from kanim.config.api import api, openapi
from kanim.config.demo.views import demo, move_clock
from kanim.config.views import home, language

# Address prefix of each app, in Indonesian, as people read them.
PLACES = {
    "ui": "ui/",
    "cases": "",
    "accounts": "akun/",
    "office": "kantor/",
    "audit": "audit/",
    "exchange": "sistem-luar/",
    "tickets": "antrean/",
    "appointments": "jadwal/",
    "biometrics": "biometrik/",
    "payments": "pembayaran/",
    "letters": "surat/",
    "watchlist": "cekal/",
    "dossier": "berkas/",
    "passports": "paspor/",
    "insights": "kinerja/",
}

urlpatterns = [
    path("", home, name="home"),
    path("bahasa/", language, name="language"),
    path("api/openapi.json", openapi, name="openapi"),
    path("api/", api.urls),
    path("demo/", demo, name="demo"),
    path("demo/jam/", move_clock, name="demo_clock"),
    path("sop/", include("kanim.cases.sop_urls")),
    path("masuk/", include("allauth.urls")),
    *[path(prefix, include(f"kanim.{app}.urls")) for app, prefix in PLACES.items()],
]
