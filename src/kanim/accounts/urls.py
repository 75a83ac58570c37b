"""Pages of one's own account; signing in and up are django-allauth's."""

from django.urls import path

from kanim.accounts.views import me

app_name = "accounts"

urlpatterns = [path("", me, name="me")]
