"""Everything that changes a dossier."""

from kanim.dossier.services.archive import archive_keep
from kanim.dossier.services.checking import check_record, papers_request, papers_review
from kanim.dossier.services.papers import paper_remove, paper_upload

__all__ = [
    "archive_keep",
    "check_record",
    "paper_remove",
    "paper_upload",
    "papers_request",
    "papers_review",
]
