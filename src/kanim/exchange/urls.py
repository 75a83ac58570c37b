from django.urls import path

from kanim.exchange import views

app_name = "exchange"

urlpatterns = [
    path("", views.status, name="status"),
    path("kirim-ulang/<int:dispatch_id>/", views.dispatch_again, name="dispatch_again"),
    path("tangani-ulang/<int:callback_id>/", views.callback_again, name="callback_again"),
]
