"""Every address is asked as every role: who may not is refused, and nobody reads what is not theirs.

One applicant's case, with papers, pictures, letters, bill, tickets and passport, stands in the
office of Banjarmasin. Everybody of the demo office, other applicants, officers of another office and
a visitor ask for every route with the real objects of that case.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from kanim.accounts.models import User
from kanim.cases.models import Case, Step
from kanim.cases.services import step_complete
from kanim.config.demo.office import APPLICANTS, MAIN, STAFF, demo_office_make
from kanim.config.demo.work import demo_work_make
from kanim.office import clock
from kanim.office.access import access_of, is_allowed
from kanim.office.duty import Duty, duty_of
from kanim.office.models import Office, Posting
from kanim.passports.models import Application, Passport
from kanim.passports.services.applications import application_begin
from kanim.payments.models import Bill
from tests.e2e.papers import somebody
from tests.e2e.shortcut import ACTORS, MACHINE_WAITS
from tests.e2e.shortcut_apply import application_sent
from tests.e2e.shortcut_steps import perform
from tests.meta.test_routes import own_routes

pytestmark = pytest.mark.timeout(900)

OWNER = "nurul"
PERSON = somebody("HALIMAH TUSADIAH")
VISITOR = "visitor"
EVERYBODY = [VISITOR, *(account.username for account in [*STAFF, *APPLICANTS])]

# Roles without a lane of the case that read names in their own work, and where.
ALLOWED = {
    ("payments:ledger", "bendahara"),
    ("payments:ledger_csv", "bendahara"),
    ("letters:register", "tata-usaha"),
    ("letters:letter", "tata-usaha"),
    ("letters:download", "tata-usaha"),
    ("letters:notices", "tata-usaha"),
}
ANSWERS = (200, 302, 403, 404, 405, 409, 422)
# The audit trail names blanks and bills by their numbers, but never a person.
NUMBERS_ONLY = {"audit:entries"}
# Answers that are no page but belong to no case either.
IMPERSONAL = {"sops:bpmn", "sops:sheet", "openapi"}


@dataclass
class World:
    """The case in every state that a route needs, and the texts that give its owner away."""

    ready: Case
    capture: Case
    draft: Case
    secrets: list[str] = field(default_factory=list)
    clients: dict[str, Client] = field(default_factory=dict)

    def client(self, username: str) -> Client:
        """A browser in which somebody has signed in."""
        if username not in self.clients:
            client = Client(raise_request_exception=True)
            if username != VISITOR:
                client.force_login(User.objects.get(username=username))
            self.clients[username] = client
        return self.clients[username]

    def duty(self, username: str) -> Duty:
        """What somebody may do."""
        if username == VISITOR:
            return Duty.nobody()
        today = timezone.localdate(clock.now())
        return duty_of(User.objects.get(username=username), today=today)

    def marks(self) -> tuple[Any, ...]:
        """What changes when anything of the cases is changed."""
        cases = Case.objects.order_by("pk").values_list("pk", "version", "status")
        return tuple(cases), Step.objects.count()


@pytest.fixture
def world(db, settings, tmp_path) -> World:
    """A demo office with the cases."""
    settings.VAR = tmp_path
    office = demo_office_make(now=clock.now())
    demo_work_make(office, now=clock.now())
    return _world(office)


def _world(office: Office) -> World:
    owner = User.objects.get(username=OWNER)
    duty = duty_of(owner, today=timezone.localdate(clock.now()))
    ready, capture = (
        brought(application_sent(OWNER, PERSON.said(), "new"), until)
        for until in ("hand_over", "photograph")
    )
    draft = application_begin(
        applicant=owner, office=office, kind="new", duty=duty, now=clock.now()
    ).case
    Application.objects.filter(case=draft).update(name=PERSON.name, nik=PERSON.nik)
    Case.objects.filter(pk=draft.pk).update(title=PERSON.name)
    serial = Passport.objects.get(case=ready).blank.serial
    code = Bill.objects.filter(case=ready).latest("pk").code
    return World(ready, capture, draft, [PERSON.name, PERSON.nik, serial, code])


def brought(number: str, until: str) -> Case:
    """Go on until a step is open; the outside systems answer well at once."""
    answers = {"pay": "paid", "transmit": "accepted", "border": "sent"}
    while (step := Step.objects.open().get(case__number=number)).step != until:
        if step.step in MACHINE_WAITS:
            machine = Duty(None, step.office_id, lanes=frozenset({"sistem", "pemohon"}))
            step_complete(
                step_id=step.pk, duty=machine, outcome=answers[step.step], now=clock.now()
            )
        else:
            perform(number, step.step, ACTORS.get(step.step, ""), {})
    return Case.objects.get(number=number)


def addresses(world: World, name: str) -> list[str]:
    """The route's addresses with the objects of the cases; one for each way to fill it in."""
    found = []
    cases = [world.ready]
    if name.startswith(("biometrics:", "cases:step", "dossier:rescan")):
        cases.append(world.capture)
    if name.startswith(("passports:s", "cases:step", "dossier:upload")):
        cases.append(world.draft)
    for case in cases:
        for arguments in filled(case, name):
            try:
                found.append(reverse(name, kwargs=arguments))
            except NoReverseMatch:
                continue
    return list(dict.fromkeys(found))


def filled(case: Case, name: str) -> list[dict[str, Any]]:
    """Arguments that a route may want, from one case."""
    wanted = parameters(name)
    step = case.steps.open().get()
    paper, letter = case.papers.first(), case.letters.first()
    values: dict[str, Any] = {
        "number": case.number,
        "step_id": step.pk,
        "paper_id": paper.pk if paper else None,
        "letter_id": letter.pk if letter else None,
        "ticket_id": next(iter(case.tickets.values_list("pk", flat=True)), None),
        "token": letter.token if letter else None,
        "sop": "936",
        "short": "936",
        "serial": getattr(Passport.objects.filter(case=case).first(), "blank_id", None),
        "finger": 1,
        "what": "foto",
        "verb": "lewati",
        "username": OWNER,
        "posting_id": Posting.objects.first().pk,
    }
    passport = Passport.objects.filter(case=case).select_related("blank").first()
    values["serial"] = passport.blank.serial if passport else None
    codes = {
        "passports:screen": ["diri", "periksa"],
        "payments:status": list(case.bills.values_list("code", flat=True)),
        "office:tariff": ["passport.regular"],
        "office:setting": ["passport.adult_age"],
    }.get(name, [MAIN])
    # Objects that belong to no case: the first of their kind will do.
    rest = {one: values.get(one, 1) for one in wanted}
    if any(value is None for value in rest.values()):
        return []
    return [{**rest, "code": code} for code in codes] if "code" in wanted else [rest]


def parameters(name: str) -> set[str]:
    """The names of a route's arguments."""
    space, _, last = name.rpartition(":")
    resolver: Any = get_resolver()
    if space:
        _prefix, resolver = resolver.namespace_dict[space]
    (possibility, *_rest) = resolver.reverse_dict.getlist(last)
    return set(possibility[0][0][1])


def reads(response: Any, secrets: list[str]) -> bool:
    """Whether a response shows anything of the person: a text of theirs, or a picture or PDF.

    What the asker put into the address may come back; it tells nothing new.
    """
    content = b"".join(response.streaming_content) if response.streaming else response.content
    kind = response.headers.get("Content-Type", "")
    if response.status_code == 200 and not kind.startswith(("text/", "application/json")):
        return True
    known = response.wsgi_request.get_full_path()
    return any(one.encode() in content for one in secrets if one not in known)


def entitled(world: World, username: str, route: str) -> bool:
    """Whether somebody may read about the person at this route."""
    if username in (VISITOR, OWNER):
        return username == OWNER
    duty = world.duty(username)
    if not duty.is_staff or duty.office_id != world.ready.office_id:
        return False
    if duty.lanes & set(world.ready.lanes):
        return True
    return any((route, role) in ALLOWED for role in duty.roles)


def test_every_route_as_everybody(world: World):
    wrong = [
        complaint
        for username in EVERYBODY
        for name, view in own_routes()
        for address in addresses(world, name)
        for complaint in asked(world, username, name, access_of(view) or "", address)
    ]
    assert not wrong, "\n" + "\n".join(wrong)


def asked(world: World, username: str, name: str, access: str, address: str) -> Iterator[str]:
    """Ask for one address as somebody; what is wrong with the answer."""
    allowed = is_allowed(access, world.duty(username))
    response = world.client(username).get(address)
    status = response.status_code
    if not allowed and status != (302 if username == VISITOR else 403):
        yield f"{username} {name} {address}: {status} though refused"
    if allowed and status not in ANSWERS:
        yield f"{username} {name} {address}: {status}"
    secrets = [PERSON.name, PERSON.nik] if name in NUMBERS_ONLY else world.secrets
    shown = reads(response, secrets)
    if shown and name not in IMPERSONAL and not entitled(world, username, name):
        yield f"{username} {name} {address}: {status} shows personal data"


def test_nobody_changes_what_is_not_theirs(world: World):
    """Whoever has no part in the case posts to every address of it; nothing moves."""
    before, wrong = world.marks(), []
    for username in (VISITOR, "ahmad", "norhayati", "rudi", "lestari", "admin"):
        for name, _view in own_routes():
            if not parameters(name) & {"number", "step_id", "paper_id", "letter_id"}:
                continue
            for address in addresses(world, name):
                said = {"version": world.ready.version, "reason": "Alasan yang panjang."}
                response = world.client(username).post(address, said)
                leaks = reads(response, world.secrets) and not entitled(world, username, name)
                if leaks or world.marks() != before:
                    wrong.append(f"{username} {name} {address}: {response.status_code}")
                    before = world.marks()
    assert not wrong, "\n" + "\n".join(wrong)


def test_the_owner_and_the_office_do_read_it(world: World):
    """The tests above would prove nothing if the texts were nowhere."""
    page = f"/perkara/{world.ready.number}/"
    for username in (OWNER, "budi", "surya"):
        assert reads(world.client(username).get(page), [PERSON.name]), username
