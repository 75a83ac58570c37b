from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from kanim.audit.models import Entry
from kanim.dossier import selectors
from kanim.dossier.errors import UnableToKeepPaper, UnableToRemovePaper
from kanim.dossier.models import Paper
from kanim.dossier.services import paper_remove, paper_upload
from kanim.dossier.tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return factories.case(applicant=factories.applicant())


@pytest.fixture
def mine(case):
    return factories.applicant_duty(case.applicant)


def marked(paper: Paper, state: str) -> None:
    paper.state, paper.checked_at = state, factories.NOW
    paper.save()


def test_a_paper_is_kept_under_a_random_name(case, mine, papers_folder):
    paper = paper_upload(
        case=case,
        kind="ktp",
        content=factories.picture(),
        name="../../etc/KTP budi.jpg",
        duty=mine,
        now=factories.NOW,
    )
    assert paper.name == "KTP budi.jpg"
    assert "ktp" not in paper.file.name
    assert paper.file.name.startswith("berkas/")
    assert paper.source == Paper.Source.APPLICANT
    stored = [path for path in papers_folder.rglob("*") if path.is_file()]
    assert len(stored) == 2
    assert all(path.stat().st_mode & 0o077 == 0 for path in stored)
    assert Entry.objects.get(verb="paper.uploaded").target == case.target


def test_a_name_keeps_no_control_characters(case, mine):
    paper = paper_upload(
        case=case,
        kind="ktp",
        content=factories.picture(),
        name="ktp\u202egpj.exe\n",
        duty=mine,
        now=factories.NOW,
    )
    assert paper.name == "ktpgpj.exe"


def test_a_newer_paper_takes_the_place_of_an_unchecked_one(
    case, mine, papers_folder, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        factories.paper(case, duty=mine)
        second = factories.paper(case, duty=mine, content=factories.picture("PNG"))
    assert list(Paper.objects.all()) == [second]
    assert len([path for path in papers_folder.rglob("*") if path.is_file()]) == 2


def test_a_checked_paper_is_kept_as_replaced(case, mine):
    first = factories.paper(case, duty=mine)
    marked(first, Paper.State.UNCLEAR)
    second = factories.paper(case, duty=mine)
    first.refresh_from_db()
    assert first.replaced_by == second
    assert selectors.papers_of(case) == [second]


def test_an_applicant_does_not_replace_an_accepted_paper(case, mine):
    marked(factories.paper(case, duty=mine), Paper.State.ORIGINAL_SEEN)
    with pytest.raises(UnableToKeepPaper):
        factories.paper(case, duty=mine)
    factories.paper(case)


def test_other_papers_stand_beside_each_other(case):
    factories.paper(case, kind="lain")
    factories.paper(case, kind="lain")
    assert len(selectors.papers_of(case)) == 2


def test_the_database_keeps_one_of_a_kind(case):
    paper = factories.paper(case)
    paper.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.save(force_insert=True)


def test_an_unknown_kind_is_refused(case):
    with pytest.raises(UnableToKeepPaper):
        factories.paper(case, kind="kartu-anggota")


def test_an_ended_case_takes_no_papers(case, mine):
    paper = factories.paper(case, duty=mine)
    case.status, case.end, case.ended_at = "ended", "archived", factories.NOW
    case.save()
    with pytest.raises(UnableToKeepPaper):
        factories.paper(case)
    with pytest.raises(UnableToRemovePaper):
        paper_remove(paper=paper, duty=mine, now=factories.NOW)


def test_a_case_holds_only_so_many_papers(case, monkeypatch):
    monkeypatch.setattr("kanim.dossier.services.papers.MOST_PAPERS", 1)
    factories.paper(case, kind="lain")
    with pytest.raises(UnableToKeepPaper):
        factories.paper(case, kind="lain")


def test_the_size_limit_is_a_setting(case, settings):
    settings.PAPER_LARGEST_BYTES = 1024 * 1024
    with pytest.raises(UnableToKeepPaper, match="1 MB"):
        factories.paper(case, content=b"%PDF-" + b"x" * 1024 * 1024)


def test_an_unchecked_paper_can_be_removed_with_its_files(
    case, mine, papers_folder, django_capture_on_commit_callbacks
):
    paper = factories.paper(case, duty=mine)
    with django_capture_on_commit_callbacks(execute=True):
        paper_remove(paper=paper, duty=mine, now=factories.NOW)
    assert not Paper.objects.exists()
    assert not [path for path in papers_folder.rglob("*") if path.is_file()]
    assert Entry.objects.filter(verb="paper.removed").exists()


def test_a_checked_or_foreign_paper_cannot_be_removed(case, mine):
    scanned = factories.paper(case, kind="kk")
    with pytest.raises(UnableToRemovePaper):
        paper_remove(paper=scanned, duty=mine, now=factories.NOW)
    sent = factories.paper(case, duty=mine)
    marked(sent, Paper.State.CLEAR)
    with pytest.raises(UnableToRemovePaper):
        paper_remove(paper=sent, duty=mine, now=factories.NOW)


def test_missing_uploads(case, profile):
    assert len(selectors.missing_uploads(case)) == 3
    unclear = factories.paper(case)
    assert len(selectors.missing_uploads(case)) == 2
    marked(unclear, Paper.State.UNCLEAR)
    assert len(selectors.missing_uploads(case)) == 3


def test_a_list_takes_a_fixed_number_of_queries(case, profile, django_assert_num_queries):
    for kind in ("ktp", "kk", "ijazah", "lain"):
        factories.paper(case, kind=kind)
    with django_assert_num_queries(2):
        assert len(selectors.wanted_of(case)) == 3
