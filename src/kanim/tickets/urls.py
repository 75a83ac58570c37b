from django.urls import path

from kanim.tickets.views import counter, display, kiosk, paper, setup

app_name = "tickets"

urlpatterns = [
    path("loket/", counter.counter, name="counter"),
    path("loket/antrean/", counter.lines, name="lines"),
    path("loket/duduk/<int:counter_id>/", counter.sit, name="sit"),
    path("loket/tinggalkan/", counter.leave, name="leave"),
    path("loket/panggil/", counter.call_next, name="call_next"),
    path("loket/<int:ticket_id>/<str:verb>/", counter.act, name="act"),
    path("pengaturan/", setup.overview, name="setup"),
    path("pengaturan/loket/baru/", setup.counter_new, name="counter_new"),
    path("pengaturan/loket/<int:counter_id>/", setup.counter_edit, name="counter_edit"),
    path("pengaturan/antrean/<str:letter>/", setup.queue_edit, name="queue_edit"),
    path("layar/<str:code>/", display.display, name="display"),
    path("layar/<str:code>/daftar/", display.display_list, name="display_list"),
    path("kios/<str:code>/", kiosk.kiosk, name="kiosk"),
    path("kios/<str:code>/prioritas/", kiosk.priority, name="kiosk_priority"),
    path("kios/<str:code>/ambil/", kiosk.take, name="kiosk_take"),
    path("kios/<str:code>/tiket/<int:ticket_id>/", kiosk.ticket, name="kiosk_ticket"),
    path("tiket/<int:ticket_id>/", paper.ticket, name="ticket"),
    path("ikuti/<str:token>/", paper.follow, name="follow"),
]
