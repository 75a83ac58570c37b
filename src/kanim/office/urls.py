"""Pages of the office."""

from django.urls import path

from kanim.office.views import calendar, people, reference, roles

app_name = "office"

urlpatterns = [
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/hari/", calendar.closure_new, name="closure-new"),
    path("kalender/hari/<int:closure_id>/hapus/", calendar.closure_delete, name="closure-delete"),
    path("acuan/", reference.reference, name="reference"),
    path("acuan/tarif/<str:code>/", reference.tariff, name="tariff"),
    path("acuan/setelan/<str:code>/", reference.setting, name="setting"),
    path("peran/", roles.roles, name="roles"),
    path("peran/<slug:code>/faktor-kedua/", roles.second_factor, name="second-factor"),
    path("pegawai/", people.people, name="people"),
    path("pegawai/baru/", people.officer_new, name="officer-new"),
    path(
        "pegawai/penugasan/<int:posting_id>/akhiri/", people.posting_finish, name="posting-finish"
    ),
    path("pegawai/akun/<str:username>/", people.person, name="person"),
    path("pegawai/akun/<str:username>/buka/", people.unlock, name="unlock"),
]
