"""Rows of questions and answers while an examination is written."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kanim.office.access import staff
from kanim.passports.forms.examination import EXTRA_ROWS, rows_for, rows_in

MOST_ROWS = 200


@staff
@require_POST
def questions(request: HttpRequest) -> HttpResponse:
    """The rows anew: what is answered stays, the subject's questions follow, then empty ones.

    Nothing is read from or written to the database; the answers come from the page itself.
    """
    prefix = request.POST.get("rows-prefix", "")
    if not re.fullmatch(r"[\w-]{1,60}", prefix):
        return HttpResponse(status=400)
    sent = rows_in(request.POST, prefix)[:MOST_ROWS]
    subject = request.POST.get(prefix.removesuffix("rows") + "subject", "")
    asks_more = bool(request.POST.get("more-rows"))
    empty = sum(1 for row in sent if not row.question and not row.answer)
    rows = rows_for(subject, sent, extra=empty + EXTRA_ROWS if asks_more else EXTRA_ROWS)
    context = {"rows": rows, "prefix": prefix}
    return render(request, "passports/examination/rows.html", context)
