"""The dossier's verbs: check, complete, review the scans, archive."""

from kanim.dossier.activities.archive import Archive
from kanim.dossier.activities.checking import CheckPapers, CompletePapers, papers_due, remind_papers
from kanim.dossier.activities.scans import ReviewScans

__all__ = [
    "Archive",
    "CheckPapers",
    "CompletePapers",
    "ReviewScans",
    "papers_due",
    "remind_papers",
]
