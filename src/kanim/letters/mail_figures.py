"""Counting e-mails for the operator's page of outside systems."""

from __future__ import annotations

from django.db.models import Count, Max, Q

from kanim.exchange.mail import MailFigures, mail_source
from kanim.letters.models import Notice


@mail_source
def notice_figures() -> MailFigures:
    """All e-mails of the office by what became of them. One query."""
    status = Notice.Status
    found = Notice.objects.aggregate(
        sent=Count("pk", filter=Q(status=status.SENT)),
        waiting=Count("pk", filter=Q(status=status.QUEUED)),
        failed=Count("pk", filter=Q(status=status.FAILED)),
        last_success=Max("sent_at"),
    )
    return MailFigures(**found)
