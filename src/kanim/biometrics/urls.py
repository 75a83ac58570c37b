from django.urls import path

from kanim.biometrics import image_views, views

app_name = "biometrics"

urlpatterns = [
    path("langkah/<int:step_id>/foto/", views.try_photo, name="try_photo"),
    path("langkah/<int:step_id>/jari/<int:finger>/", views.try_finger, name="try_finger"),
    path("langkah/<int:step_id>/tanda-tangan/", views.try_signature, name="try_signature"),
    path("langkah/<int:step_id>/draf/<str:what>/", image_views.draft_image, name="draft"),
    path("<str:number>/foto/", image_views.photo, name="photo"),
    path("<str:number>/tanda-tangan/", image_views.signature, name="signature"),
    path("<str:number>/jari/<int:finger>/", image_views.fingerprint, name="fingerprint"),
]
