"""Who may read, who may check, and what they are told."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kanim.letters import rules
from kanim.letters.models import Letter, Notice
from kanim.letters.notices import notice_send
from kanim.letters.storing import pdf_read
from kanim.letters.tests.factories import NOW, case_make, letter_make, person_make
from kanim.office.tests.factories import office_make, officer_make, user_make

pytestmark = pytest.mark.django_db

MINUTES = {
    "title": "Berita Acara",
    "paragraphs": ["Isi."],
    "signatories": [{"role": "Petugas", "name": "A"}],
}


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def letter() -> Letter:
    return letter_make()


def keeper(office, **fields) -> Client:
    fields.setdefault("permissions", ("letters.register", "letters.revoke"))
    fields.setdefault("lanes", ("lantaskim",))
    return signed_in(officer_make(office, **fields))


def upload(content: bytes, name: str = "surat.pdf") -> dict[str, SimpleUploadedFile]:
    return {"file": SimpleUploadedFile(name, content, "application/pdf")}


def test_the_applicant_and_the_lane_read_the_letter(letter: Letter) -> None:
    url = reverse("letters:download", args=[letter.pk])
    officer = officer_make(letter.office, lanes=("lantaskim",))
    for user in (letter.case.applicant, officer):
        answer = signed_in(user).get(url)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        assert b"".join(answer.streaming_content) == pdf_read(letter.file)
        assert letter.file_name in answer["Content-Disposition"]
        assert "no-store" in answer["Cache-Control"]


def test_nobody_else_reads_it(letter: Letter) -> None:
    url = reverse("letters:download", args=[letter.pk])
    strangers = [
        user_make(),
        officer_make(letter.office, lanes=("tikim",)),
        officer_make(office_make(), lanes=("lantaskim",)),
    ]
    assert [signed_in(user).get(url).status_code for user in strangers] == [404, 404, 404]
    assert Client().get(url).status_code == 302


def test_an_internal_letter_is_not_the_applicants(letter: Letter) -> None:
    minutes = letter_make(letter.case, kind="minutes", content=MINUTES)
    url = reverse("letters:download", args=[minutes.pk])
    assert signed_in(letter.case.applicant).get(url).status_code == 404
    officer = officer_make(letter.office, lanes=("lantaskim",))
    answer = signed_in(officer).get(url)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == pdf_read(minutes.file)


def test_the_register_needs_its_permission(letter: Letter) -> None:
    url = reverse("letters:register")
    assert keeper(letter.office).get(url).status_code == 200
    assert keeper(letter.office, permissions=()).get(url).status_code == 403
    assert signed_in(letter.case.applicant).get(url).status_code == 403


def test_the_register_lists_with_a_fixed_number_of_queries(django_assert_num_queries) -> None:
    office = office_make()
    client = keeper(office)
    url = reverse("letters:register")
    letter_make(case_make(office))
    client.get(url)
    with django_assert_num_queries(7):
        client.get(url)
    for _ in range(8):
        letter_make(case_make(office))
    with django_assert_num_queries(7):
        assert len(client.get(url).context["page"]) == 9


def test_the_register_is_searched_and_scoped(letter: Letter) -> None:
    other = letter_make(case_make(letter.office, person=person_make(name="Budi")))
    letter_make()
    client = keeper(letter.office)
    url = reverse("letters:register")

    def found(**query) -> set[int]:
        return {row.pk for row in client.get(url, query).context["page"]}

    assert found() == {letter.pk, other.pk}
    assert found(q=other.case.number) == {other.pk}
    assert found(q=letter.number) == {letter.pk}
    assert found(kind="receipt") == set()
    assert found(year="2025") == {letter.pk, other.pk}
    assert client.get(url, {"halaman": "x"}).status_code == 200


def test_a_letter_is_shown_and_revoked_once(letter: Letter) -> None:
    client = keeper(letter.office)
    page = reverse("letters:letter", args=[letter.pk])
    assert rules.token_grouped(letter.token) in client.get(page).content.decode()
    revoke = reverse("letters:revoke", args=[letter.pk])
    assert client.post(revoke, {"reason": "pendek"}).status_code == 422
    assert client.post(revoke, {"reason": "Nama pemohon salah ditulis."}).status_code == 302
    letter.refresh_from_db()
    assert letter.is_revoked
    again = client.post(revoke, {"reason": "Nama pemohon salah ditulis."}, follow=True)
    assert "sudah dicabut" in again.content.decode()
    reader = keeper(letter.office, permissions=("letters.register",))
    assert reader.post(revoke, {"reason": "Nama pemohon salah."}).status_code == 403


def test_the_public_page_says_little_and_nothing_personal(letter: Letter, client: Client) -> None:
    page = client.get(reverse("letters:verify", args=[rules.token_grouped(letter.token).lower()]))
    text = page.content.decode()
    assert page.status_code == 200
    assert letter.number in text
    assert letter.office.name in text
    for secret in ("Siti", letter.case.number, letter.signed_by_name, letter.sha256):
        assert secret not in text
    assert client.get(reverse("letters:verify", args=["ABCDEFGHJKMNPQRS"])).status_code == 404
    assert client.get(reverse("letters:verify", args=["x"])).status_code == 404


def test_the_public_page_says_revoked(letter: Letter, client: Client) -> None:
    keeper(letter.office).post(
        reverse("letters:revoke", args=[letter.pk]), {"reason": "Nama salah ditulis."}
    )
    page = client.get(reverse("letters:verify", args=[letter.token]))
    assert page.context["verdict"] == "revoked"
    assert "Nama salah" not in page.content.decode()


def test_anybody_compares_a_file(letter: Letter, client: Client) -> None:
    pdf = pdf_read(letter.file)
    changed = pdf[:900] + bytes([pdf[900] ^ 1]) + pdf[901:]
    here = reverse("letters:verify", args=[letter.token])
    start = reverse("letters:verify_start")

    def told(url: str, content: bytes) -> str:
        return client.post(url, upload(content)).context["verdict"]

    assert told(here, pdf) == told(start, pdf) == "valid"
    assert told(here, changed) == told(start, changed) == "altered"
    assert told(start, b"%PDF-1.7 stranger %%EOF") == "unknown"


def test_what_is_no_pdf_is_refused_by_its_content(letter: Letter, client: Client) -> None:
    url = reverse("letters:verify", args=[letter.token])
    for content in (b"<html>", b"\x89PNG\r\n\x1a\n" + b"0" * 200):
        answer = client.post(url, upload(content))
        assert answer.status_code == 422
        assert answer.context["form"].errors["file"]
    assert client.post(url, {}).status_code == 422


def test_what_is_too_large_is_refused(letter: Letter, client: Client, monkeypatch) -> None:
    monkeypatch.setattr(rules, "PDF_LARGEST", 1000)
    answer = client.post(reverse("letters:verify_start"), upload(b"%PDF-" + b"0" * 2000 + b"%%EOF"))
    assert answer.status_code == 422
    assert "10 MB" in str(answer.context["form"].errors["file"])


def test_a_typed_code_leads_to_the_page(letter: Letter, client: Client) -> None:
    start = reverse("letters:verify_start")
    typed = client.get(start, {"kode": rules.token_grouped(letter.token).lower()})
    assert typed.url == reverse("letters:verify", args=[letter.token])
    assert client.get(start, {"kode": "ABC"}).status_code == 422
    assert client.get(start).status_code == 200


def notice_make(office) -> Notice:
    notice = notice_send(
        case=case_make(office),
        to="a@example.org",
        kind="expired",
        context={},
        language="id",
        now=NOW,
    )
    assert notice is not None
    return notice


def test_failed_mails_are_seen_and_sent_again(django_assert_num_queries) -> None:
    office = office_make()
    client = keeper(office)
    url = reverse("letters:notices")
    failed, queued = notice_make(office), notice_make(office)
    Notice.objects.filter(pk=failed.pk).update(status="failed", error="Connection refused")
    client.get(url)
    with django_assert_num_queries(6):
        page = client.get(url)
    assert "Connection refused" in page.content.decode()
    assert list(client.get(url, {"status": "failed"}).context["page"]) == [failed]
    client.post(reverse("letters:resend", args=[failed.pk]))
    failed.refresh_from_db()
    assert failed.status == "queued"
    refused = client.post(reverse("letters:resend", args=[queued.pk]), follow=True)
    assert list(refused.context["messages"])
    elsewhere = keeper(office_make())
    assert elsewhere.post(reverse("letters:resend", args=[failed.pk])).status_code == 404
