from django.urls import path

from kanim.appointments.views import arrivals, booking, hours

app_name = "appointments"

urlpatterns = [
    path("kunjungan/", arrivals.arrivals, name="arrivals"),
    path("kunjungan/datang/", arrivals.check_in, name="check_in"),
    path("jam-layanan/", hours.manage, name="manage"),
    path("jam-layanan/baru/", hours.hours_new, name="hours_new"),
    path("jam-layanan/<int:template_id>/", hours.hours_edit, name="hours_edit"),
    path("jam-layanan/<int:template_id>/hapus/", hours.hours_remove, name="hours_remove"),
    path("pilih/<int:step_id>/", booking.choose, name="choose"),
    path("ubah/<str:number>/", booking.move, name="move"),
]
