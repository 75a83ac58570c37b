"""What the letter of introduction says (SOP 936 row 2)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone, translation

from kanim.appointments.hooks import papers_of
from kanim.cases.models import Case
from kanim.exchange.schedules import schedule_of
from kanim.passports.models import Application
from kanim.payments.selectors import bill_of_case
from kanim.ui.rules import clock_text, day_text


def slip_content(case: Case) -> dict[str, Any]:
    """Name, billing code, fee, schedule and papers to bring, in Indonesian."""
    application = Application.objects.get(case=case)
    bill = bill_of_case(case.pk)
    schedule = schedule_of(case)
    assert bill is not None
    assert schedule is not None
    starts, ends = timezone.localtime(schedule.starts_at), timezone.localtime(schedule.ends_at)
    with translation.override("id"):
        return {
            "name": application.name,
            "application_kind": str(application.get_kind_display()),
            "document_kind": str(application.get_book_display()),
            "billing_code": bill.code,
            "fee": bill.amount,
            "pay_by": bill.expires_at,
            "schedule": f"{day_text(starts, 'id')}, {clock_text(starts)}–{clock_text(ends)}",
            "papers": [str(paper) for paper in papers_of(case)],
        }
