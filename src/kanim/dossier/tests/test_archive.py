from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from kanim.cases.activities import activity_named
from kanim.dossier import contents
from kanim.dossier.contents import Line
from kanim.dossier.errors import UnableToArchive
from kanim.dossier.models import ArchiveEntry
from kanim.dossier.services import archive_keep
from kanim.dossier.tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("profile")]


@pytest.fixture
def ctx():
    of = factories.case()
    for kind in ("ktp", "kk", "akta-lahir"):
        factories.paper(of, kind=kind)
    return factories.context(
        "archive",
        "dossier.archive",
        of,
        lane="tikim",
        duty=factories.officer_duty(lanes=("tikim",)),
    )


def keep(of, duty, **given):
    values = {"box": "B-12", "shelf": "R3", "years": 10, "duty": duty, "now": factories.NOW}
    return archive_keep(case=of, **(values | given))


def bound(ctx, **data):
    activity = activity_named("dossier.archive")
    sent = {"box": "B-12", "shelf": "R 3/2", "years": "10"} | data
    return activity, activity.form(
        ctx, {f"a-{name}": value for name, value in sent.items()}, {}, prefix="a"
    )


def test_a_complete_dossier_gets_an_index_number(ctx):
    activity, form = bound(ctx)
    assert form.is_valid(), form.errors
    done = activity.perform(ctx, form)
    entry = ArchiveEntry.objects.get()
    assert entry.number in done.note
    assert entry.number == "00001/2026"
    assert entry.retained_until == date(2036, 12, 31)
    assert len(entry.contents) >= 6


def test_numbers_have_no_gaps(ctx):
    first = keep(ctx.case, ctx.duty)
    with pytest.raises(UnableToArchive):
        keep(ctx.case, ctx.duty)
    other = factories.case()
    with pytest.raises(UnableToArchive):
        keep(other, ctx.duty)
    second = keep(other, ctx.duty, gap_reason="Berkas hilang, berita acara terlampir")
    assert (first.sequence, second.sequence) == (1, 2)
    assert second.gap_reason


def test_a_missing_paper_needs_a_reason():
    ctx = factories.context("archive", "dossier.archive", lane="tikim")
    _activity, form = bound(ctx)
    assert not form.is_valid()
    assert list(form.errors) == ["gap_reason"]
    activity, form = bound(ctx, gap_reason="Tersimpan di berkas lama")
    assert form.is_valid(), form.errors
    activity.perform(ctx, form)


def test_a_photograph_that_was_taken_belongs_to_the_dossier(ctx):
    factories.step(ctx.case, closed_at=factories.NOW, closing="done", outcome="taken")
    missing = contents.gaps(contents.contents_of(ctx.case))
    assert len(missing) == 1


def test_upper_apps_add_lines(ctx, monkeypatch):
    monkeypatch.setattr(contents, "CONTENTS", [lambda case: [Line("Paspor", 0)]])
    assert [line.label for line in contents.gaps(contents.contents_of(ctx.case))] == ["Paspor"]


def test_the_last_box_is_proposed(ctx):
    keep(ctx.case, ctx.duty)
    form = activity_named("dossier.archive").form(factories.context("archive", "dossier.archive"))
    assert form.fields["box"].initial == "B-12"


@pytest.mark.parametrize("box", ["", "B;12", "=1+1"])
def test_a_box_is_plain(ctx, box):
    _activity, form = bound(ctx, box=box)
    assert "box" in form.errors


def test_the_dossier_page_shows_everything(client, ctx):
    entry = keep(ctx.case, ctx.duty)
    client.force_login(factories.officer(lanes=("tikim",), permissions=("dossier.view",)))
    answer = client.get(reverse("dossier:dossier", args=[ctx.case.number]))
    assert answer.status_code == 200
    assert entry.number in answer.content.decode()


def test_the_register_takes_a_fixed_number_of_queries(client, ctx, django_assert_max_num_queries):
    client.force_login(factories.officer(lanes=("tikim",), permissions=("dossier.view",)))
    keep(ctx.case, ctx.duty)
    for _ in range(3):
        keep(factories.case(), ctx.duty, gap_reason="x")
    with django_assert_max_num_queries(8):
        answer = client.get(reverse("dossier:archive"))
    assert answer.content.decode().count("/2026</a>") == 4
    found = client.get(reverse("dossier:archive"), {"q": ctx.case.number})
    assert found.content.decode().count("/2026</a>") == 1


@pytest.mark.parametrize("name", ["dossier:archive", "dossier:dossier"])
def test_the_pages_need_their_permission(client, ctx, name):
    url = reverse(name, args=[ctx.case.number] if name.endswith("dossier:dossier") else [])
    assert client.get(url).status_code == 302
    client.force_login(factories.officer(lanes=("tikim",)))
    assert client.get(url).status_code == 403
    client.force_login(factories.applicant())
    assert client.get(url).status_code == 403
