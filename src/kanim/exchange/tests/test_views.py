from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from kanim.exchange.models import Callback, Dispatch
from kanim.exchange.permissions import STATUS
from kanim.exchange.selectors import system_states
from kanim.exchange.services import dispatch_queue
from kanim.exchange.tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("visit_sop")]


def signed_in(client, user):
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def operator(client):
    user = make.officer_make(make.office_make(), permissions=(STATUS,))
    signed_in(client, user)
    return user


def failed(case=None) -> Dispatch:
    now = timezone.now()
    number = Dispatch.objects.count()
    dispatch = dispatch_queue(
        system="border",
        key=f"kunci-{number:04d}",
        path="/passports",
        payload={},
        case=case,
        now=now,
    )
    Dispatch.objects.filter(pk=dispatch.pk).update(state="failed", last_error="HTTP 400: rusak")
    return dispatch


def test_the_page_says_what_is_simulated_and_what_is_stuck(client, operator) -> None:
    dispatch = failed()
    page = client.get(reverse("exchange:status"))
    text = page.content.decode()
    assert page.status_code == 200
    assert "HTTP 400: rusak" in text
    codes = {state.code: state for state in page.context["systems"]}
    assert codes["border"].failed == 1
    assert codes["border"].simulated
    assert set(codes) == {"bank", "centre", "border", "mail"}

    client.post(reverse("exchange:dispatch_again", args=[dispatch.pk]))
    dispatch.refresh_from_db()
    assert dispatch.state == "waiting"


def test_a_call_is_handled_again_from_the_page(client, operator) -> None:
    now = timezone.now()
    callback = Callback.objects.create(
        system="centre",
        kind="result",
        event_id="event-1",
        body={},
        digest="",
        received_at=now,
        next_at=now,
    )
    assert "event-1" in client.get(reverse("exchange:status")).content.decode()
    url = reverse("exchange:callback_again", args=[callback.pk])
    assert client.post(url).status_code == 302
    Callback.objects.filter(pk=callback.pk).update(handled_at=now)
    assert client.post(url, follow=True).status_code == 200


def test_another_offices_messages_are_not_shown(client, operator) -> None:
    now = timezone.now()
    case = make.case_make(make.office_make(), now)
    dispatch = failed(case)
    page = client.get(reverse("exchange:status"))
    assert list(page.context["dispatches"]) == []
    url = reverse("exchange:dispatch_again", args=[dispatch.pk])
    assert client.post(url).status_code == 404


def test_only_who_may(client) -> None:
    url = reverse("exchange:status")
    assert client.get(url).status_code == 302
    assert signed_in(client, make.user_make()).get(url).status_code == 403
    assert signed_in(client, make.officer_make(make.office_make())).get(url).status_code == 403


def test_the_states_take_four_queries(django_assert_num_queries) -> None:
    duty = make.officer_duty(make.office_make(), timezone.now(), STATUS)
    for _ in range(3):
        failed()
    with django_assert_num_queries(4):
        system_states(duty)


def test_an_unknown_system_is_refused_at_once() -> None:
    with pytest.raises(LookupError):
        dispatch_queue(system="bulan", key="kunci-0001", path="/", payload={}, now=timezone.now())


def test_a_rolled_back_change_sends_nothing() -> None:
    from django.db import transaction
    from procrastinate.contrib.django.models import ProcrastinateJob

    with pytest.raises(RuntimeError), transaction.atomic():
        failed()
        raise RuntimeError
    assert not Dispatch.objects.exists()
    assert not ProcrastinateJob.objects.exists()
