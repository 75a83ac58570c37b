"""Issuing: gapless numbers, what is kept, what cannot change."""

import hashlib
from datetime import date, datetime, timedelta

import pymupdf
import pytest
from django.db import DatabaseError, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy

from kanim.audit.models import Entry
from kanim.cases.models import NumberSeries
from kanim.letters import composing, kinds
from kanim.letters.errors import UnableToIssue, UnableToRevoke
from kanim.letters.models import Letter
from kanim.letters.services import letter_issue, letter_revoke
from kanim.letters.storing import letter_storage, orphans_remove, pdf_keep, pdf_read
from kanim.letters.tests.factories import (
    NOW,
    RECEIPT,
    REGISTRATION,
    case_make,
    head_make,
    letter_make,
    signature_png,
)
from kanim.office.duty import Duty
from kanim.office.tests.factories import office_make

pytestmark = pytest.mark.django_db

CONTENTS = {
    "receipt": {**RECEIPT, "ntpn": "A1B2C3D4E5F6G7H8", "collect_from": date(2026, 11, 30)},
    "registration": REGISTRATION,
    "biodata": {
        "name": "Siti",
        "items": [(f"Butir {place}", "isi") for place in range(1, 17)],
        "signature": signature_png(),
    },
    "refusal": {"name": "Siti", "application_kind": "Paspor baru", "reason": "Alasan."},
    "postponement": {
        "name": "Siti",
        "application_kind": "Penggantian",
        "reason": "Lalai.",
        "period": "1 (satu) tahun",
        "until": date(2027, 11, 24),
    },
    "approval": {"name": "Siti", "application_kind": "Penggantian", "reason": "Kebakaran."},
    "cancellation": {"name": "Siti", "document_number": "X1234567", "reason": "Tidak diambil."},
    "minutes": {
        "title": "Berita Acara Pemeriksaan",
        "paragraphs": ["Pada hari ini."],
        "questions": [("Apakah sehat?", "Ya, #sehat $dan [bersedia]*.")],
        "signatories": [{"role": "Yang diperiksa", "name": "Siti", "signature": signature_png()}],
    },
}


@pytest.mark.parametrize("kind", sorted(CONTENTS))
def test_every_kind_is_composed_numbered_and_kept(kind: str) -> None:
    case = case_make()
    letter = letter_make(case, kind=kind, content=CONTENTS[kind])
    known = kinds.KINDS[kind]
    pdf = pdf_read(letter.file)
    assert letter.number == f"WIM.19-{known.classification}-1"
    assert (letter.sha256, letter.size) == (hashlib.sha256(pdf).hexdigest(), len(pdf))
    assert (b"ETSI.CAdES.detached" in pdf) == known.signed == letter.signed
    assert letter.subject == known.heading
    assert letter.signed_by_name == "Yoga Aria"
    assert Entry.objects.filter(target=case.target, verb="letter.issued").count() == 1


def test_standard_kinds_are_all_tried_here() -> None:
    assert set(CONTENTS) == {
        code for code, kind in kinds.KINDS.items() if kind.template.parent == kinds.PAPER
    }


def test_numbers_run_per_office_classification_and_year() -> None:
    case = case_make()
    duty = head_make(case.office)
    first, second = letter_make(case, duty=duty), letter_make(case, duty=duty)
    cancelled = letter_make(case, kind="cancellation", content=CONTENTS["cancellation"], duty=duty)
    next_year = letter_make(case, duty=duty, now=NOW + timedelta(days=40))
    elsewhere = letter_make()
    found = [letter.sequence for letter in (first, second, cancelled, next_year, elsewhere)]
    assert found == [1, 2, 1, 1, 1]
    assert next_year.year == 2027


def test_a_rolled_back_letter_gives_its_number_back() -> None:
    case = case_make()
    duty = head_make(case.office)
    letter_make(case, duty=duty)
    with pytest.raises(RuntimeError), transaction.atomic():
        assert letter_make(case, duty=duty).sequence == 2
        raise RuntimeError
    assert letter_make(case, duty=duty).sequence == 2
    assert NumberSeries.objects.get(code__startswith=f"letter/{case.office.code}/").last == 2


def test_missing_content_is_named_and_nothing_is_numbered() -> None:
    case = case_make()
    with pytest.raises(UnableToIssue, match="birth_date, fee"):
        letter_make(case, kind="receipt", content={**RECEIPT, "fee": None, "birth_date": ""})
    assert not NumberSeries.objects.filter(code__startswith="letter/").exists()


def test_the_machine_writes_in_the_office_name() -> None:
    case = case_make()
    letter = letter_issue(
        case=case,
        kind="registration",
        content=REGISTRATION,
        addressee="Siti",
        signer_title="",
        duty=Duty.machine(case.office_id),
        now=NOW,
    )
    assert letter.signed_by_name == case.office.name
    assert letter.issued_by is None


def test_a_letter_without_a_case_belongs_to_the_office_on_duty() -> None:
    office = office_make()
    values = {
        "kind": "refusal",
        "content": CONTENTS["refusal"],
        "addressee": "Siti",
        "signer_title": "Kepala",
        "now": NOW,
    }
    assert letter_issue(case=None, duty=head_make(office), **values).office == office
    with pytest.raises(UnableToIssue):
        letter_issue(case=None, duty=Duty.machine(), **values)


def test_what_was_issued_cannot_change() -> None:
    letter = letter_make()
    with pytest.raises(DatabaseError, match="cannot change"), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(addressee="Lain")
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        letter.delete()


def test_revoking_needs_a_reason_and_happens_once() -> None:
    letter = letter_make()
    duty = head_make(letter.office)
    with pytest.raises(UnableToRevoke):
        letter_revoke(letter=letter, reason="  ", duty=duty, now=NOW)
    revoked = letter_revoke(letter=letter, reason="Salah nama.", duty=duty, now=NOW)
    assert revoked.is_revoked
    with pytest.raises(UnableToRevoke):
        letter_revoke(letter=letter, reason="Lagi.", duty=duty, now=NOW)
    assert Entry.objects.filter(verb="letter.revoked").count() == 1


def test_only_old_files_without_a_letter_are_removed() -> None:
    kept = letter_make()
    orphan = pdf_keep(b"%PDF-", now=NOW)
    written = datetime.fromtimestamp(
        letter_storage().get_modified_time(orphan).timestamp(), NOW.tzinfo
    )
    assert orphans_remove(older_than=written - timedelta(hours=1)) == 0
    assert orphans_remove(older_than=written + timedelta(hours=1)) >= 1
    assert letter_storage().exists(kept.file)
    assert not letter_storage().exists(orphan)


def test_letters_are_in_indonesian_whoever_writes_them() -> None:
    with translation.override("en"):
        assert composing.printed({"kind": gettext_lazy("Letters")}) == {"kind": "Letters"}
        letter = letter_make(
            content={**RECEIPT, "application_kind": gettext_lazy("Letters"), "reason": "Alasan."}
        )
    text = "".join(page.get_text() for page in pymupdf.open(stream=pdf_read(letter.file)))
    assert "Surat" in text
    assert "Letters" not in text
    assert "5 Mei 1990" in text
    assert letter.number in text


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(ValueError):
        kinds.letter_kind("refusal", "x", kinds.PAPER / "refusal.typ", "GR.02.01")
    with pytest.raises(LookupError):
        kinds.kind_named("unknown")
