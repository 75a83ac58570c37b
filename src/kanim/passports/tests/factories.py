"""Valid applications and passports for tests, at any step of SOP 936."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from kanim.biometrics.models import Photograph, Signature, State
from kanim.biometrics.samples import portrait_bytes
from kanim.biometrics.synthetic import signature_png
from kanim.cases import engine
from kanim.cases.log import case_moved
from kanim.cases.models import Case, Step
from kanim.cases.services import step_complete
from kanim.dossier.selectors import wanted_of
from kanim.dossier.services.papers import paper_upload
from kanim.dossier.tests.factories import picture
from kanim.office.duty import Duty, duty_of
from kanim.office.models import Office
from kanim.office.tests.factories import duty_make, office_make, user_make
from kanim.passports.models import Application, Blank
from kanim.passports.screens import screens_for
from kanim.passports.services.applications import application_begin, screen_keep
from kanim.passports.services.stock import blank_receive
from kanim.people.models import Person

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)  # 10 o'clock in Banjarmasin
NIK = "6371015708900003"
_numbers = count(1)

# The straight way of SOP 936 with the outcomes that lead on; aside steps are not on it.
WAY = {"check": "complete", "screen": "clear", "citizenship": "clear", "interview": "satisfied",
       "transmit": "accepted", "print": "printed", "read_mrz": "matches", "laminate": "laminated",
       "quality": "good", "endorse": "worthy", "final": "fit"}  # fmt: skip


def officer(office: Office, *lanes: str, permissions: tuple[str, ...] = ()) -> Duty:
    """The duty of an officer who works in the lanes (lantaskim if none is named)."""
    number = next(_numbers)
    return duty_make(
        office,
        lanes=lanes or ("lantaskim",),
        permissions=permissions,
        full_name=f"Petugas {number}",
    )


def stock(office: Office, *, first: str = "X0000001", size: int = 3, book: str = "regular") -> None:
    """A consignment in the office's stock."""
    last = f"{first[0]}{int(first[1:]) + size - 1:07}"
    blank_receive(
        book=book, first=first, last=last, delivery_note="SJ-1", duty=officer(office), now=NOW
    )


def application(office: Office | None = None, **fields: Any) -> Application:
    """A sent application with photograph and signature, its case not begun yet."""
    number = next(_numbers)
    nik = fields.pop("nik", f"{int(NIK) + number:016}")
    name = fields.pop("name", "NURUL HIDAYAH SARI")
    place = office or office_make()
    person = Person.objects.create(nik=nik, name=name, birth_date=date(1990, 8, 17), sex="F")
    pins = engine.pins_of("936", NOW.date())
    case = Case.objects.create(
        office=place,
        number=f"BJM-26-{number:06}-K",
        sop="936",
        pins=pins,
        applicant=user_make(full_name=name),
        person=person,
        title=name,
        lanes=["lantaskim", "kepala-kantor", "kasubsi-dokjal", "inteldakim", "tikim"],
        opened_at=NOW - timedelta(days=3),
    )
    _captured(case, officer(place))
    values = {
        "kind": "new",
        "book": "regular",
        "validity_years": 10,
        "name": name,
        "birth_place": "Banjarmasin",
        "birth_date": date(1990, 8, 17),
        "sex": "F",
        "nik": nik,
        "email": f"pemohon{number}@example.org",
        "consent_at": NOW,
        "submitted_at": NOW,
    }
    return Application.objects.create(case=case, **{**values, **fields})


def case_at(step: str, made: Application | None = None, now: datetime = NOW) -> Case:
    """A case of SOP 936 that stands at a step, with the log of the straight way up to it."""
    made = made or application()
    case = made.case
    move, sequence = engine.begin(case.sop, case.pins), 0
    while move.opened is not None and move.opened.step != step:
        sequence += 1
        outcome = WAY.get(move.opened.step, "done")
        _done(case, move.opened, sequence, outcome, now - timedelta(hours=1))
        move = engine.complete(case.sop, case.pins, move.position, move.opened, outcome)
    case_moved(case=case, move=move, after=sequence, now=now)
    return case


def sub_case_at(office: Office, sop: str, first: str, made: Application) -> Step:
    """A case that runs a called SOP by itself, at its first step."""
    case = made.case
    case.sop, case.pins = sop, engine.pins_of(sop, NOW.date())
    case.save(update_fields=["sop", "pins"])
    step = case_moved(case=case, move=engine.begin(sop, case.pins), after=0, now=NOW)
    assert step is not None
    assert step.step == first
    return step


def complete(case: Case, outcome: str, now: datetime = NOW) -> Step | None:
    """Close the open step with an outcome, without performing its activity."""
    step = case.steps.open().get()
    duty = Duty(user=None, office_id=case.office_id, lanes=frozenset({step.lane, "sistem"}))
    return step_complete(step_id=step.pk, duty=duty, outcome=outcome, now=now)


def blank_of(case: Case) -> Blank:
    """The living blank of a case."""
    return Blank.objects.get(case=case, state__in=["allocated", "used"])


def _captured(case: Case, duty: Duty) -> None:
    common = {"case": case, "state": State.CURRENT, "taken_by": duty.user, "taken_at": NOW}
    Photograph.objects.create(image=portrait_bytes(), acceptable=True, **common)
    Signature.objects.create(image=signature_png(3), **common)


def _done(case: Case, place: engine.Place, sequence: int, outcome: str, at: datetime) -> None:
    sop = engine.pinned(place.sop, case.pins)
    plan = sop.step(place.step)
    Step.objects.create(
        case=case,
        office=case.office,
        sequence=sequence,
        sop=place.sop,
        via=place.via,
        step=place.step,
        row=sop.row_of(place.step).label,
        lane=plan.lane,
        activity=plan.activity,
        opened_at=at,
        closed_at=at,
        closing=Step.Closing.DONE,
        outcome=outcome,
    )


def begun(office: Office | None = None, kind: str = "new", **person: Any) -> Application:
    """An application that an applicant has just begun, at the step ``apply``."""
    user = user_make(**{"full_name": "Nurul Hidayah Sari", "phone": "0812 5012 3401", **person})
    duty = duty_of(user, today=NOW.date())
    place = office or office_make()
    return application_begin(applicant=user, office=place, kind=kind, duty=duty, now=NOW)


def answers(**changed: Any) -> dict[str, Any]:
    """What a grown, unmarried applicant answers on all screens together."""
    return {
        "name": "Nurul  Hidayah Sari",
        "nik": "6371015708900003",
        "birth_place": "Banjarmasin",
        "birth_date": "1990-08-17",
        "sex": "F",
        "occupation": "Guru",
        "civil_status": "single",
        "kind": "new",
        "book": "electronic",
        "validity_years": "10",
        "identity_place": "Banjarmasin",
        "identity_issued": "2015-02-03",
        "home_address": "Jalan Lambung Mangkurat 10, Banjarmasin",
        "home_phone": "0812 5012 3401",
        "father_name": "ABDUL HIDAYAT",
        "father_nationality": "IDN",
        "mother_name": "SITI AMINAH",
        "mother_nationality": "IDN",
        "spouse_name": "RAHMAT",
        "spouse_nationality": "IDN",
        "true": "on",
        "consent": "on",
        **changed,
    }


def filled(made: Application, **changed: Any) -> Application:
    """The application with every screen filled in and every paper brought, not sent yet."""
    said, today = answers(**{"kind": made.kind, **changed}), NOW.date()
    for code in ("diri", "paspor", "identitas", "alamat", "orang-tua", "pasangan"):
        screen = next((one for one in screens_for(made) if one.code == code), None)
        if screen is not None and screen.form is not None:
            form = screen.form(said, instance=made, today=today)
            assert form.is_valid(), form.errors
            form.save()
            screen_keep(application=made, code=code)
    papers_bring(made)
    screen_keep(application=made, code="berkas")
    return made


def papers_bring(made: Application) -> None:
    """A picture for every paper that the application needs and does not have."""
    duty = duty_of(made.case.applicant, today=NOW.date())
    for wanted in wanted_of(made.case):
        if not wanted.is_uploaded:
            paper_upload(
                case=made.case,
                kind=wanted.requirement.kinds[0],
                content=picture(),
                name="kertas.jpg",
                duty=duty,
                now=NOW,
            )
