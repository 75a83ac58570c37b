"""Keeping and removing papers."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from kanim.audit.services import entry_write
from kanim.cases.models import Case
from kanim.dossier.errors import UnableToKeepPaper, UnableToRemovePaper
from kanim.dossier.files import KeptFile, UnusableFile, file_examine
from kanim.dossier.models import Paper
from kanim.dossier.requirements import OTHER, paper_kinds
from kanim.office.duty import Duty, actor_of

MOST_PAPERS = 60


def largest_paper() -> int:
    """How large a paper may be, in bytes (``PAPER_LARGEST_BYTES``)."""
    return int(getattr(settings, "PAPER_LARGEST_BYTES", 5 * 1024 * 1024))


def paper_upload(
    *, case: Case, kind: str, content: bytes, name: str, duty: Duty, now: datetime
) -> Paper:
    """Keep a paper of a kind, in place of the one there was.

    ``name`` is what the sender called the file; it is shown, never used as a path. An unchecked
    predecessor is deleted, a checked one kept as replaced. UnableToKeepPaper if the content is no
    acceptable document, the kind is unknown, or the case takes no more papers.
    """
    if kind not in paper_kinds():
        raise UnableToKeepPaper(_("Choose which paper this is."))
    try:
        kept = file_examine(content, largest=largest_paper())
    except UnusableFile as reason:
        raise UnableToKeepPaper.because(reason, largest_paper()) from None
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
        before = _predecessor(locked, kind, duty)
        paper = _stored(locked, kind, kept, name, duty, now)
        _retire(before, paper, now)
        _log("paper.uploaded", paper, duty, now)
    return paper


@transaction.atomic
def paper_remove(*, paper: Paper, duty: Duty, now: datetime) -> None:
    """Delete a paper that nobody has checked; UnableToRemovePaper otherwise."""
    locked = Paper.objects.select_for_update(of=("self",)).select_related("case").get(pk=paper.pk)
    if not locked.case.is_open:
        raise UnableToRemovePaper(_("The case has ended; its papers stay."))
    if locked.state != Paper.State.UNCHECKED:
        raise UnableToRemovePaper(_("This paper has been checked and stays with the case."))
    if duty.is_applicant and locked.source != Paper.Source.APPLICANT:
        raise UnableToRemovePaper(_("This paper was scanned at the office and stays."))
    _log("paper.removed", locked, duty, now)
    _delete(locked)


def _predecessor(case: Case, kind: str, duty: Duty) -> Paper | None:
    """The paper that a new one replaces, if it may be replaced."""
    if not case.is_open:
        raise UnableToKeepPaper(_("The case has ended and takes no more papers."))
    current = Paper.objects.current().filter(case=case)
    if current.count() >= MOST_PAPERS:
        raise UnableToKeepPaper(_("This case has all the papers that it can hold."))
    before = None if kind == OTHER else current.filter(kind=kind).first()
    settled = (Paper.State.CLEAR, Paper.State.ORIGINAL_SEEN)
    if before is not None and duty.is_applicant and before.state in settled:
        raise UnableToKeepPaper(_("This paper has been accepted. You need not send it again."))
    return before


def _stored(case: Case, kind: str, kept: KeptFile, name: str, duty: Duty, now: datetime) -> Paper:
    Paper.objects.current().filter(case=case, kind=kind).exclude(kind=OTHER).update(replaced_at=now)
    source = Paper.Source.APPLICANT if duty.is_applicant else Paper.Source.SCAN
    paper = Paper(
        case=case,
        kind=kind,
        name=_shown_name(name),
        content_type=kept.content_type,
        size=len(kept.content),
        sha256=kept.sha256,
        pages=kept.pages,
        source=source,
        uploaded_by=duty.user,
        uploaded_at=now,
    )
    paper.file.save("paper", ContentFile(kept.content), save=False)
    if kept.thumbnail is not None:
        paper.thumbnail.save("thumbnail", ContentFile(kept.thumbnail), save=False)
    try:
        paper.save()
    except BaseException:
        _unlink(paper)
        raise
    return paper


def _retire(before: Paper | None, paper: Paper, now: datetime) -> None:
    if before is None:
        return
    if before.state == Paper.State.UNCHECKED:
        _delete(before)
        return
    before.replaced_at, before.replaced_by = now, paper
    before.save(update_fields=["replaced_at", "replaced_by"])


def _delete(paper: Paper) -> None:
    """Remove the row now and its files once that is certain."""
    files = [file for file in (paper.file, paper.thumbnail) if file]
    storage, names = paper.file.storage, [file.name for file in files]
    paper.delete()

    def forget() -> None:
        for name in filter(None, names):
            storage.delete(name)

    transaction.on_commit(forget)


def _unlink(paper: Paper) -> None:
    for file in (paper.file, paper.thumbnail):
        if file and file.name:
            file.storage.delete(file.name)


def _shown_name(name: str) -> str:
    """The sender's file name without path, control characters and invisible direction marks."""
    last = re.split(r"[/\\]", name)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    return plain[-150:] or "-"


def _log(verb: str, paper: Paper, duty: Duty, now: datetime) -> None:
    entry_write(
        actor=actor_of(duty),
        office_id=paper.case.office_id,
        verb=verb,
        target=paper.case.target,
        detail={"paper": paper.pk, "kind": paper.kind, "sha256": paper.sha256},
        now=now,
    )
