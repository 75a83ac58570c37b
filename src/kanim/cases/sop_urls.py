from django.urls import path

from kanim.cases import sop_views

app_name = "sops"

urlpatterns = [
    path("", sop_views.sop_list, name="list"),
    path("<str:short>/", sop_views.sop_page, name="sop"),
    path("<str:short>/<str:version>.bpmn", sop_views.sop_bpmn, name="bpmn"),
    path("<str:short>/<str:version>.pdf", sop_views.sop_sheet, name="sheet"),
]
