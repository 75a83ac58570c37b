from django.urls import path

from kanim.dossier.views import archive, papers

app_name = "dossier"

urlpatterns = [
    path("arsip/", archive.register_page, name="archive"),
    path("kertas/<int:paper_id>/", papers.paper, name="paper"),
    path("kertas/<int:paper_id>/kecil/", papers.thumbnail, name="thumbnail"),
    path("kertas/<int:paper_id>/hapus/", papers.remove, name="remove"),
    path("langkah/<int:step_id>/pindai/", papers.rescan, name="rescan"),
    path("<str:number>/", archive.dossier, name="dossier"),
    path("<str:number>/unggah/", papers.upload, name="upload"),
]
