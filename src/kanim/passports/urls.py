from django.urls import path

from kanim.passports import views

app_name = "passports"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("mulai/", views.begin, name="begin"),
    path("<str:number>/isi/<slug:code>/", views.screen, name="screen"),
    path("<str:number>/kirim/", views.send, name="send"),
]
