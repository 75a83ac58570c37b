from django.urls import path

from kanim.ui import views

app_name = "ui"

urlpatterns = [path("katalog/", views.catalogue, name="catalogue")]
