from django.urls import path

from kanim.watchlist import views

app_name = "watchlist"

urlpatterns = [
    path("", views.entries, name="entries"),
    path("usul/", views.propose, name="propose"),
    path("<int:entry_id>/setujui/", views.approve, name="approve"),
]
