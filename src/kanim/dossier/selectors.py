"""Reading papers and checks."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import get_language

from kanim.cases.models import Case
from kanim.dossier.models import Check, CheckItem, Paper
from kanim.dossier.profiles import requirements_of
from kanim.dossier.requirements import paper_kinds
from kanim.dossier.rules import Requirement, is_satisfied
from kanim.sop.schema import Text


@dataclass(frozen=True, slots=True)
class Wanted:
    """One required paper of a case, with what was handed in and what was found last."""

    requirement: Requirement
    papers: list[Paper] = field(default_factory=list)
    item: CheckItem | None = None
    is_waived: bool = False

    @property
    def is_uploaded(self) -> bool:
        """Whether a usable file is there."""
        return any(paper.state != Paper.State.UNCLEAR for paper in self.papers)

    @property
    def is_satisfied(self) -> bool:
        """Whether the last check found what is needed."""
        return self.item is not None and is_satisfied(self.requirement, self.item.finding)

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of paper that serve, with their titles."""
        return [(kind, kind_title(kind)) for kind in self.requirement.kinds]


def kind_title(kind: str) -> str:
    """The title of a kind of paper in the reader's language."""
    return paper_kinds().get(kind, Text(kind, kind)).in_language(get_language() or "id")


def papers_of(case: Case) -> list[Paper]:
    """The current papers of a case, oldest first. One query."""
    papers = Paper.objects.current().filter(case=case)
    return list(papers.select_related("uploaded_by", "checked_by").order_by("id"))


def latest_check(case: Case) -> Check | None:
    """The last round of checking with its items. Two queries at most."""
    return Check.objects.filter(case=case).prefetch_related("items").order_by("-id").first()


def latest_request(case: Case) -> Check | None:
    """The last round that asked for papers. Two queries at most."""
    rounds = Check.objects.filter(case=case, decision=Check.Decision.INCOMPLETE)
    return rounds.prefetch_related("items").order_by("-id").first()


def wanted_of(case: Case) -> list[Wanted]:
    """Every required paper of a case. Three queries, besides what the profile asks."""
    papers, check = papers_of(case), latest_check(case)
    items = {item.requirement: item for item in check.items.all()} if check else {}
    waived = bool(check and check.waiver)
    return [
        Wanted(
            one,
            [paper for paper in papers if paper.kind in one.kinds],
            items.get(one.code),
            waived and one.code in items and items[one.code].is_lacking,
        )
        for one in requirements_of(case)
    ]


def missing_uploads(case: Case) -> list[str]:
    """Titles of the required papers of which no usable file has been uploaded."""
    language = get_language() or "id"
    return [
        wanted.requirement.title.in_language(language)
        for wanted in wanted_of(case)
        if not wanted.is_uploaded
    ]


def other_papers(case: Case) -> list[Paper]:
    """Current papers that no requirement asks for."""
    asked = {kind for one in requirements_of(case) for kind in one.kinds}
    return [paper for paper in papers_of(case) if paper.kind not in asked]
