"""Valid rows for the tests of this app: a case that stands at the capture sitting of SOP 936."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from itertools import count

import numpy as np
from PIL import Image

from kanim.accounts.models import User
from kanim.biometrics.samples import portrait_bytes
from kanim.cases.activities import Context
from kanim.cases.engine import pins_of
from kanim.cases.models import Case, Step
from kanim.office.duty import Duty
from kanim.office.models import Office, Posting, Role
from kanim.people.models import Person

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
_serial = count(1)


def office() -> Office:
    found, _ = Office.objects.get_or_create(
        code="BJM",
        defaults={"name": "Kanim Banjarmasin", "city": "Banjarmasin", "letter_prefix": "W19"},
    )
    return found


def officer(*, lanes: tuple[str, ...] = ("lantaskim",), permissions: tuple[str, ...] = ()) -> User:
    number = next(_serial)
    user = User.objects.create(
        username=f"petugas{number}",
        email=f"p{number}@example.id",
        kind="staff",
        full_name=f"Petugas {number}",
    )
    role = Role.objects.create(
        code=f"peran-{number}",
        name_id="Peran",
        name_en="Role",
        lanes=list(lanes),
        permissions=list(permissions),
    )
    Posting.objects.create(user=user, office=office(), role=role, begins=date(2020, 1, 1))
    return user


def applicant() -> User:
    number = next(_serial)
    return User.objects.create(
        username=f"pemohon{number}", email=f"a{number}@example.id", full_name=f"Pemohon {number}"
    )


def case(**given) -> Case:
    number = next(_serial)
    lanes = ["pemohon", "lantaskim", "tikim", "inteldakim"]
    values = {
        "office": office(),
        "number": f"BJM-26-{number:06}-X",
        "sop": "936",
        "pins": pins_of("936", NOW.date()),
        "person": Person.objects.create(name=f"Orang {number}"),
        "lanes": lanes,
        "opened_at": NOW,
    }
    return Case.objects.create(**(values | given))


def step(
    of: Case, name: str = "photograph", activity: str = "biometrics.photograph", **given
) -> Step:
    values = {
        "case": of,
        "sequence": next(_serial),
        "office": of.office,
        "sop": "936",
        "step": name,
        "row": "5",
        "lane": "lantaskim",
        "activity": activity,
        "sitting": "capture",
        "opened_at": NOW,
    }
    return Step.objects.create(**(values | given))


def duty_for(user: User) -> Duty:
    lanes = frozenset(user.postings.get().role.lanes)
    return Duty(user=user, office_id=office().pk, roles=frozenset({"x"}), lanes=lanes)


def context(**given) -> Context:
    of = given.pop("case", None) or case()
    return Context(case=of, step=step(of, **given), duty=duty_for(officer()), now=NOW)


def portrait() -> Image.Image:
    return Image.open(io.BytesIO(portrait_bytes())).convert("RGB")


def jpeg(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=92)
    return target.getvalue()


def png(pixels) -> bytes:
    target = io.BytesIO()
    Image.fromarray(np.asarray(pixels, np.uint8)).save(target, "PNG")
    return target.getvalue()
