from __future__ import annotations

from datetime import UTC, datetime

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.sessions.backends.cache import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse

from kanim.accounts.models import User
from kanim.audit.models import Entry
from kanim.office.access import applicant, public, requires, signed_in, staff
from kanim.office.duty import Duty, actor_of
from kanim.office.middleware import DutyMiddleware
from kanim.office.tests.factories import officer_make, role_make, user_make
from kanim.office.views_log import view_log

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXP"


def undeclared(request) -> HttpResponse:
    return HttpResponse()


def declared(mark):
    return mark(lambda request: HttpResponse())


def answer_to(rf, user, view):
    """What the middleware answers: a response to go elsewhere, None to go on."""
    from django.contrib.auth.models import AnonymousUser

    request = rf.get("/halaman/")
    request.user = user or AnonymousUser()
    request.session = SessionStore()
    middleware = DutyMiddleware(lambda request: HttpResponse())
    middleware(request)
    return middleware.process_view(request, view, (), {})


def test_undeclared_view_is_refused_to_everybody(rf) -> None:
    for user in (None, user_make(), officer_make(permissions=("audit.view",))):
        with pytest.raises(PermissionDenied):
            answer_to(rf, user, undeclared)


def test_who_may_call_what(rf) -> None:
    visitor, citizen = None, user_make()
    officer = officer_make(permissions=("tickets.call",))
    unposted = user_make(kind=User.Kind.STAFF)
    people = {"visitor": visitor, "citizen": citizen, "officer": officer, "unposted": unposted}
    expected = {
        public: {"visitor", "citizen", "officer", "unposted"},
        signed_in: {"citizen", "officer", "unposted"},
        applicant: {"citizen"},
        staff: {"officer"},
        requires("tickets.call"): {"officer"},
        requires("tickets.manage"): set(),
    }
    for mark, allowed in expected.items():
        for name, user in people.items():
            view = declared(mark)
            if name in allowed:
                assert answer_to(rf, user, view) is None
            elif user is None:
                assert answer_to(rf, user, view).url.startswith(reverse("account_login"))
            else:
                with pytest.raises(PermissionDenied):
                    answer_to(rf, user, view)


def test_posting_of_another_day_gives_nothing(rf) -> None:
    officer = officer_make()
    officer.postings.update(begins=datetime(2099, 1, 1, tzinfo=UTC).date())
    with pytest.raises(PermissionDenied):
        answer_to(rf, officer, declared(staff))


def _code() -> str:
    return format_hotp_value(hotp_value(SECRET, next(yield_hotp_counters_from_time())))


def test_role_forces_second_factor_to_be_set_up(client) -> None:
    officer = officer_make(role=role_make(requires_mfa=True), password="sandi-panjang-1")
    client.force_login(officer)
    assert client.get(reverse("accounts:me")).url == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200


def test_second_factor_must_be_shown_in_this_session(client) -> None:
    officer = officer_make(role=role_make(requires_mfa=True), password="sandi-panjang-1")
    TOTP.activate(officer, SECRET)
    client.force_login(officer)
    away = client.get(reverse("accounts:me"))
    assert away.url == reverse("mfa_reauthenticate") + "?next=%2Fakun%2F"
    assert client.get(away.url).status_code == 200
    back = client.post(away.url, {"code": _code()})
    assert back.url == "/akun/"
    assert client.get(back.url).status_code == 200


def test_signing_in_with_the_second_factor_is_enough(client) -> None:
    officer = officer_make(
        role=role_make(requires_mfa=True), password="sandi-panjang-1", username="dewi"
    )
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    TOTP.activate(officer, SECRET)
    first = client.post(reverse("account_login"), {"login": "dewi", "password": "sandi-panjang-1"})
    assert first.url.startswith(reverse("mfa_authenticate"))
    client.post(reverse("mfa_authenticate"), {"code": _code()})
    assert client.get(reverse("accounts:me")).status_code == 200


def test_role_without_that_demand_works_without(client) -> None:
    client.force_login(officer_make())
    assert client.get(reverse("accounts:me")).status_code == 200


def test_actors() -> None:
    assert actor_of(Duty.machine(1)) == "machine"
    assert actor_of(Duty.nobody()) == "visitor"


def test_each_view_of_personal_data_is_recorded(rf) -> None:
    request = rf.get("/perkara/KNM-26-1/")
    request.duty = Duty(user=officer_make(), office_id=3)
    request.now = datetime(2026, 11, 24, tzinfo=UTC)
    for _ in range(2):
        view_log(request, purpose="case.handling", target="case:KNM-26-1")
    entries = Entry.objects.filter(verb="personal-data.viewed", target="case:KNM-26-1", office=3)
    assert entries.count() == 2
    assert '"purpose": "case.handling"' in entries[0].detail


@pytest.mark.parametrize("name", ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn"])
def test_pages_of_the_second_factor_are_reached(client, name) -> None:
    client.force_login(officer_make(password="sandi-panjang-1"))
    assert client.get(reverse(name), follow=True).status_code == 200


def test_secrets_of_the_second_factor_are_sealed(settings) -> None:
    settings.MFA_ADAPTER = "kanim.accounts.adapter.SecondFactorAdapter"
    authenticator = TOTP.activate(officer_make(), SECRET).instance
    assert SECRET not in str(authenticator.data)
