"""Pages of the audit trail."""

from django.urls import path

from kanim.audit.views import entries

app_name = "audit"

urlpatterns = [path("", entries, name="entries")]
