from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.urls import reverse

from kanim.audit.models import Entry
from kanim.dossier.models import Paper
from kanim.dossier.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("profile")]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def case():
    return factories.case(applicant=factories.applicant())


@pytest.fixture
def owner(client, case):
    client.force_login(case.applicant)
    return case.applicant


def send(client, case, content: bytes, kind: str = "ktp", requirement: str = "identity", **headers):
    data = {
        "file": SimpleUploadedFile("ktp.jpg", content),
        "kind": kind,
        "requirement": requirement,
    }
    return client.post(reverse("dossier:upload", args=[case.number]), data, headers=headers or HTMX)


def test_an_applicant_uploads_and_sees_the_row(client, owner, case):
    answer = send(client, case, factories.picture())
    assert answer.status_code == 200
    assert 'id="upload-identity"' in answer.content.decode()
    assert Paper.objects.get().uploaded_by == owner


def test_a_bad_file_is_answered_with_a_sentence(client, owner, case):
    for content in (b"", b"halo", factories.pdf(extra=b"/JS(x)")):
        answer = send(client, case, content)
        assert answer.status_code == 200
        assert "field-error" in answer.content.decode()
    assert not Paper.objects.exists()


def test_without_scripts_the_applicant_returns_to_the_page(client, owner, case):
    answer = send(client, case, factories.picture(), Referer="http://testserver/paspor/x/")
    assert (answer.status_code, answer["Location"]) == (302, "http://testserver/paspor/x/")
    answer = send(client, case, b"halo", Referer="http://evil.example/")
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_an_unchecked_paper_is_removed(client, owner, case):
    paper = factories.paper(case, duty=factories.applicant_duty(owner))
    answer = client.post(
        reverse("dossier:remove", args=[paper.pk]), {"requirement": "identity"}, headers=HTMX
    )
    assert answer.status_code == 200
    assert not Paper.objects.exists()


def test_a_checked_paper_stays_and_says_why(client, owner, case):
    paper = factories.paper(case, duty=factories.applicant_duty(owner))
    Paper.objects.update(state="clear", checked_at=factories.NOW)
    answer = client.post(
        reverse("dossier:remove", args=[paper.pk]), {"requirement": "identity"}, headers=HTMX
    )
    assert "field-error" in answer.content.decode()
    assert Paper.objects.exists()


def test_a_paper_is_shown_safely_and_logged(client, owner, case):
    paper = factories.paper(case)
    answer = client.get(reverse("dossier:paper", args=[paper.pk]))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Content-Disposition"].startswith("inline")
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(verb="personal-data.viewed", target=case.target).count() == 1
    saved = client.get(reverse("dossier:paper", args=[paper.pk]), {"unduh": ""})
    assert saved["Content-Disposition"] == f'attachment; filename="{case.number}-ktp.jpeg"'


def test_a_pdf_is_shown_by_the_browser_and_saved_in_a_sandbox(client, owner, case):
    paper = factories.paper(case, content=factories.pdf())
    url = reverse("dossier:paper", args=[paper.pk])
    assert "sandbox" not in client.get(url)["Content-Security-Policy"]
    assert "sandbox" in client.get(url, {"unduh": ""})["Content-Security-Policy"]
    assert client.get(reverse("dossier:thumbnail", args=[paper.pk])).status_code == 404


def test_a_thumbnail_is_a_small_jpeg(client, owner, case):
    paper = factories.paper(case, content=factories.picture("PNG"))
    assert client.get(reverse("dossier:thumbnail", args=[paper.pk]))["Content-Type"] == "image/jpeg"


def test_a_lost_file_is_not_found(client, owner, case, papers_folder):
    paper = factories.paper(case)
    (papers_folder / paper.file.name).unlink()
    assert client.get(reverse("dossier:paper", args=[paper.pk])).status_code == 404


@pytest.mark.parametrize("name", ["paper", "thumbnail"])
def test_only_who_sees_the_case_sees_its_papers(client, case, name):
    paper = factories.paper(case)
    url = reverse(f"dossier:{name}", args=[paper.pk])
    assert client.get(url).status_code == 302
    for stranger in (factories.applicant(), factories.officer(lanes=("kasir",))):
        client.force_login(stranger)
        assert client.get(url).status_code == 404
    client.force_login(factories.officer())
    assert client.get(url).status_code == 200


def test_strangers_neither_upload_nor_remove(client, case):
    paper = factories.paper(case)
    client.force_login(factories.applicant())
    assert send(client, case, factories.picture()).status_code == 404
    assert client.post(reverse("dossier:remove", args=[paper.pk])).status_code == 404
    assert Paper.objects.count() == 1


def test_the_wizard_component_lists_what_is_needed(case, owner, rf):
    factories.paper(case)
    template = engines["django"].from_string(
        '{% include "dossier/components/upload.html" with case=case %}'
    )
    page = template.render({"case": case}, rf.get("/"))
    assert page.count('class="upload ') + page.count('class="upload"') == 3
    assert page.count("upload-done") == 1


def test_a_scan_is_taken_again_in_the_review(client, case):
    old = factories.paper(case)
    step = factories.step(case, "scans", "dossier.review_scans", sitting="interview")
    client.force_login(factories.officer())
    url = reverse("dossier:rescan", args=[step.pk]) + "?kind=ktp&field=scans-file-1"
    data = {
        "scans-file-1": SimpleUploadedFile("s.png", factories.picture("PNG")),
        f"scans-scan_{old.pk}": "unclear",
    }
    answer = client.post(url, data, headers=HTMX)
    assert answer.status_code == 200
    assert 'id="scans"' in answer.content.decode()
    assert Paper.objects.current().get().content_type == "image/png"


def test_a_missing_scan_is_added_with_its_kind(client, case):
    step = factories.step(case, "scans", "dossier.review_scans", sitting="interview")
    client.force_login(factories.officer())
    url = reverse("dossier:rescan", args=[step.pk]) + "?kindfield=k&field=f"
    client.post(
        url, {"f": SimpleUploadedFile("s.png", factories.picture()), "k": "ijazah"}, headers=HTMX
    )
    assert Paper.objects.get().kind == "ijazah"


def test_another_lane_does_not_scan(client, case):
    step = factories.step(case, "scans", "dossier.review_scans", sitting="interview")
    client.force_login(factories.officer(lanes=("tikim",)))
    assert (
        client.post(reverse("dossier:rescan", args=[step.pk]) + "?kind=ktp&field=f").status_code
        == 404
    )
