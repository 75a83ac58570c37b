"""What the dossier's components show."""

from __future__ import annotations

from typing import Any

from django import template

from kanim.cases.models import Case
from kanim.dossier.forms import UploadForm
from kanim.dossier.models import Paper
from kanim.dossier.selectors import Wanted, kind_title, wanted_of
from kanim.dossier.services.papers import largest_paper

register = template.Library()

LOOKS = {
    Paper.State.UNCHECKED: ("quiet", "circle-dashed"),
    Paper.State.CLEAR: ("good", "circle-check"),
    Paper.State.UNCLEAR: ("bad", "eye-off"),
    Paper.State.ORIGINAL_SEEN: ("good", "certificate"),
}


@register.filter
def paper_title(paper: Paper) -> str:
    """What kind of paper it is, in the reader's language."""
    return kind_title(paper.kind)


@register.filter
def paper_tone(paper: Paper) -> str:
    """The tone of its state."""
    return LOOKS[Paper.State(paper.state)][0]


@register.filter
def paper_icon(paper: Paper) -> str:
    """The shape of its state."""
    return LOOKS[Paper.State(paper.state)][1]


@register.simple_tag
def papers_wanted(case: Case) -> list[Wanted]:
    """The required papers of a case with what was handed in."""
    return wanted_of(case)


@register.simple_tag
def upload_form(wanted: Wanted, chosen: str = "") -> UploadForm:
    """An empty form to hand in one paper; ``chosen`` is the kind that was picked before."""
    return UploadForm(wanted=wanted, initial={"kind": chosen} if chosen else None)


@register.simple_tag
def largest_size() -> int:
    """How large a paper may be, in bytes."""
    return largest_paper()


@register.simple_tag
def scan_input(form: Any, code: str) -> str:
    """Name of the file input by which a paper is scanned in the review."""
    return str(form.add_prefix(f"file-{code}"))
