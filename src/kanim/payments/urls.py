from django.urls import path

from kanim.payments import views

app_name = "payments"

urlpatterns = [
    path("", views.ledger, name="ledger"),
    path("bulan.csv", views.ledger_csv, name="ledger_csv"),
    path("<int:payment_id>/selesai/", views.resolve, name="resolve"),
    path("<str:code>/status/", views.status, name="status"),
]
