"""Valid cases, letters and e-mails for tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image, ImageDraw

from kanim.accounts.models import User
from kanim.cases.models import Case, Step
from kanim.letters.models import Letter
from kanim.letters.services import letter_issue
from kanim.office.duty import Duty
from kanim.office.models import Office
from kanim.office.tests.factories import duty_make, office_make, user_make
from kanim.people.models import Person

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
LANES = ("lantaskim", "kepala-kantor")
PINS = {"936": "2026-02-05", "bap": "2026-02-05", "cekal": "2026-02-05", "pembatalan": "2026-02-05"}

_numbers = count(1)

REFUSAL = {
    "name": "Siti Rahmawati",
    "birth_date": date(1990, 5, 5),
    "application_kind": "Penggantian paspor",
    "reason": "Akta kelahiran tidak tercatat pada dinas kependudukan.",
}
RECEIPT = {
    "name": "Siti Rahmawati",
    "birth_date": date(1990, 5, 5),
    "application_kind": "Penggantian paspor",
    "document_kind": "Paspor biasa elektronik, 10 tahun",
    "fee": 950_000,
}
REGISTRATION = {
    "name": "Siti Rahmawati",
    "billing_code": "820261124123456",
    "fee": 950_000,
    "pay_by": datetime(2026, 11, 24, 4, 30, tzinfo=UTC),
    "schedule": datetime(2026, 11, 26, 1, 0, tzinfo=UTC),
    "papers": ["KTP asli", "Kartu keluarga asli"],
}


def person_make(**fields: Any) -> Person:
    return Person.objects.create(
        **{"name": "Siti Rahmawati", "birth_date": date(1990, 5, 5), **fields}
    )


def case_make(office: Office | None = None, applicant: User | None = None, **fields: Any) -> Case:
    values = {
        "office": office or office_make(),
        "number": f"KNM-26-{next(_numbers):06}-K",
        "sop": "936",
        "pins": PINS,
        "applicant": applicant or user_make(full_name="Siti Rahmawati"),
        "person": person_make(),
        "lanes": list(LANES),
        "opened_at": NOW,
    }
    return Case.objects.create(**{**values, **fields})


def step_make(case: Case, **fields: Any) -> Step:
    values = {
        "sequence": case.steps.count() + 1,
        "office": case.office,
        "sop": "936",
        "step": "refuse_application",
        "row": "6",
        "lane": "kepala-kantor",
        "activity": "letters.refuse",
        "opened_at": NOW,
    }
    return Step.objects.create(case=case, **{**values, **fields})


def head_make(office: Office, **fields: Any) -> Duty:
    return duty_make(office, **{"lanes": ("kepala-kantor",), "full_name": "Yoga Aria", **fields})


def letter_make(
    case: Case | None = None,
    *,
    kind: str = "refusal",
    content: dict[str, object] | None = None,
    duty: Duty | None = None,
    now: datetime = NOW,
) -> Letter:
    case = case or case_make()
    return letter_issue(
        case=case,
        kind=kind,
        content=content or REFUSAL,
        addressee="Siti Rahmawati",
        signer_title="Kepala Kantor",
        duty=duty or head_make(case.office),
        now=now,
    )


def signature_png() -> bytes:
    image = Image.new("RGBA", (400, 140), (0, 0, 0, 0))
    ImageDraw.Draw(image).line([(10, 110), (120, 20), (220, 120), (390, 40)], "navy", 5)
    out = BytesIO()
    image.save(out, "png")
    return out.getvalue()
