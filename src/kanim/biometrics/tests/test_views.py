from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kanim.audit.models import Entry
from kanim.biometrics import services
from kanim.biometrics.models import Fingerprint, Photograph, State
from kanim.biometrics.samples import portrait_bytes
from kanim.biometrics.synthetic import fingerprint_png, signature_png
from kanim.biometrics.tests import factories

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def case():
    return factories.case()


@pytest.fixture
def step(case):
    return factories.step(case)


@pytest.fixture
def officer(client):
    user = factories.officer(permissions=("biometrics.view_fingerprints",))
    client.force_login(user)
    return user


def send(client, url: str, field: str, content: bytes, **more):
    data = {field: SimpleUploadedFile("x.png", content), **more}
    return client.post(f"{url}?field={field}", data, headers=HTMX)


def taken(case, user) -> None:
    who = {"case": case, "duty": factories.duty_for(user), "now": factories.NOW}
    services.photograph_try(content=portrait_bytes(), **who)
    services.photograph_accept(**who)
    services.signature_try(content=signature_png(1), **who)
    services.signature_accept(**who)
    for finger in range(1, 11):
        services.fingerprint_try(finger=finger, content=fingerprint_png(finger), **who)
    services.fingerprints_accept(**who)


def test_a_photograph_is_checked_as_soon_as_it_is_taken(client, officer, step):
    url = reverse("biometrics:try_photo", args=[step.pk])
    answer = send(client, url, "photograph-photo", portrait_bytes())
    assert answer.status_code == 200
    assert "photo-state" in answer.content.decode()
    assert Photograph.objects.get().acceptable


def test_the_sitting_takes_fingers_while_the_photograph_is_open(client, officer, step):
    url = reverse("biometrics:try_finger", args=[step.pk, 2])
    answer = send(
        client, url, "fingerprint-finger_2", fingerprint_png(2), **{"fingerprint-device": "FS88"}
    )
    assert answer.status_code == 200
    row = Fingerprint.objects.get()
    assert (row.finger, row.device, row.state) == (2, "FS88", State.DRAFT)


def test_a_reason_is_kept_by_the_same_address(client, officer, step):
    url = reverse("biometrics:try_finger", args=[step.pk, 3])
    name = "fingerprint-missing_3"
    assert client.post(f"{url}?field={name}", {name: "bandaged"}, headers=HTMX).status_code == 200
    assert Fingerprint.objects.get().missing == "bandaged"
    assert client.post(f"{url}?field={name}", {name: "lazy"}, headers=HTMX).status_code == 400


def test_a_file_that_is_no_picture_is_answered_with_a_sentence(client, officer, step):
    url = reverse("biometrics:try_finger", args=[step.pk, 1])
    answer = send(client, url, "fingerprint-finger_1", b"halo")
    assert answer.status_code == 200
    assert "field-error" in answer.content.decode()
    assert not Fingerprint.objects.exists()


def test_a_signature_is_kept_while_it_is_drawn(client, officer, step):
    url = reverse("biometrics:try_signature", args=[step.pk])
    assert "draf" in send(client, url, "sign-signature", signature_png(3)).content.decode()


def test_without_scripts_the_officer_returns_to_the_step(client, officer, step):
    url = reverse("biometrics:try_photo", args=[step.pk])
    answer = client.post(f"{url}?field=p", {"p": SimpleUploadedFile("x.jpg", portrait_bytes())})
    assert answer.status_code == 302
    assert Photograph.objects.exists()


def test_an_unknown_finger_is_not_found(client, officer, step):
    assert client.post(reverse("biometrics:try_finger", args=[step.pk, 11])).status_code == 404


def test_a_step_of_another_activity_takes_no_photograph(client, officer, case):
    other = factories.step(case, name="scans", activity="dossier.review_scans", sitting="interview")
    assert client.post(reverse("biometrics:try_photo", args=[other.pk])).status_code == 404


def test_a_step_in_other_hands_is_refused(client, officer, step):
    step.claimed_by = factories.officer()
    step.save()
    assert client.post(reverse("biometrics:try_photo", args=[step.pk])).status_code == 403


def test_another_lane_does_not_reach_the_step(client, step):
    client.force_login(factories.officer(lanes=("tikim",)))
    assert client.post(reverse("biometrics:try_photo", args=[step.pk])).status_code == 404


@pytest.mark.parametrize(("name", "kind"), [("photo", "image/jpeg"), ("signature", "image/png")])
def test_staff_who_see_the_case_see_the_picture_and_it_is_logged(client, officer, case, name, kind):
    taken(case, officer)
    answer = client.get(reverse(f"biometrics:{name}", args=[case.number]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == kind
    assert "no-store" in answer["Cache-Control"]
    assert (
        Entry.objects.filter(target=case.target, actor=f"user:{officer.pk}")
        .exclude(verb__startswith="photograph")
        .exists()
    )


def test_a_fingerprint_needs_its_own_permission(client, officer, case):
    taken(case, officer)
    url = reverse("biometrics:fingerprint", args=[case.number, 1])
    assert client.get(url).status_code == 200
    client.force_login(factories.officer())
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("name", ["photo", "signature"])
def test_strangers_and_applicants_see_nothing(client, officer, case, name):
    taken(case, officer)
    url = reverse(f"biometrics:{name}", args=[case.number])
    client.logout()
    assert client.get(url).status_code == 302
    client.force_login(factories.applicant())
    assert client.get(url).status_code == 403
    client.force_login(factories.officer(lanes=("arsip",)))
    assert client.get(url).status_code == 404


def test_the_draft_is_shown_to_the_officer_at_work_only(client, officer, step):
    url = reverse("biometrics:draft", args=[step.pk, "foto"])
    assert client.get(url).status_code == 404
    send(client, reverse("biometrics:try_photo", args=[step.pk]), "p", portrait_bytes())
    assert client.get(url)["Content-Type"] == "image/jpeg"
    assert client.get(reverse("biometrics:draft", args=[step.pk, "jari"])).status_code == 404
    client.force_login(factories.officer(lanes=("tikim",)))
    assert client.get(url).status_code == 404
