from django.urls import path

from kanim.cases import public_views, step_views, views

app_name = "cases"

urlpatterns = [
    path("kerja/", views.worklist_page, name="worklist"),
    path("cari/", views.search, name="search"),
    path("perkara/<str:number>/", views.case_page, name="case"),
    path("perkara/<str:number>/diagram/<str:sop>.bpmn", views.diagram, name="diagram"),
    path("perkara/<str:number>/tahan/", views.hold, name="hold"),
    path("perkara/<str:number>/lanjutkan/", views.resume, name="resume"),
    path("perkara/<str:number>/batalkan/", views.cancel, name="cancel"),
    path("langkah/<int:step_id>/", step_views.step_page, name="step"),
    path("langkah/<int:step_id>/ambil/", step_views.claim, name="claim"),
    path("langkah/<int:step_id>/lepas/", step_views.release, name="release"),
    path("langkah/<int:step_id>/alihkan/", step_views.reassign, name="reassign"),
    path("status/", public_views.status_search, name="status_search"),
    path("status/<str:number>/", public_views.status, name="status"),
]
