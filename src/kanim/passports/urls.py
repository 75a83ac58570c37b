from django.urls import path

from kanim.passports import examination_views, page_views, stock_views, views

app_name = "passports"

urlpatterns = [
    path("", views.mine, name="mine"),
    path("mulai/", views.begin, name="begin"),
    path("stok/", stock_views.stock, name="stock"),
    path("stok/terima/", stock_views.receive, name="receive"),
    path("pemeriksaan/pertanyaan/", examination_views.questions, name="questions"),
    path("<str:number>/halaman/<str:serial>/", page_views.page, name="page"),
    path("<str:number>/isi/<slug:code>/", views.screen, name="screen"),
    path("<str:number>/kirim/", views.send, name="send"),
]
