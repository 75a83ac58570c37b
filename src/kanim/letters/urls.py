from django.urls import path

from kanim.letters import public_views, views

app_name = "letters"

urlpatterns = [
    path("", views.register, name="register"),
    path("email/", views.notices, name="notices"),
    path("email/<int:notice_id>/ulang/", views.resend, name="resend"),
    path("periksa/", public_views.verify_start, name="verify_start"),
    path("periksa/<str:token>/", public_views.verify, name="verify"),
    path("<int:letter_id>/", views.letter, name="letter"),
    path("<int:letter_id>/unduh/", views.download, name="download"),
    path("<int:letter_id>/cabut/", views.revoke, name="revoke"),
]
