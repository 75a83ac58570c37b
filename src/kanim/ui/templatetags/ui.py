"""Tags and filters of the interface: `{% load ui %}`. README.md of this app shows each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext

from kanim.ui import rules, words
from kanim.ui.controls import Control, control_of
from kanim.ui.looks import TONES, look_of

register = template.Library()

LONG_NUMBER = 12  # digits; from here a number is read aloud in groups


def _language() -> str:
    return get_language() or "id"


@register.simple_tag(name="icon")
def picture(name: str, label: str = "") -> SafeString:
    """A picture. Without a label it is decoration and screen readers pass over it."""
    return _drawn(name, str(label))


@lru_cache(maxsize=1024)
def _drawn(name: str, label: str) -> SafeString:
    # A list draws hundreds of them, of a few kinds.
    spoken = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="icon" {}><use href="{}#{}"></use></svg>',
        mark_safe(spoken),  # noqa: S308  built above from escaped parts
        static("dist/icons.svg"),
        name,
    )


@register.simple_tag
def badge(text: Any, tone: str = "quiet", icon: str = "") -> SafeString:
    shape = picture(icon or TONES.get(tone, "circle"))
    return format_html('<span class="status tone-{}">{}{}</span>', tone, shape, text)


@register.simple_tag
def status(code: str, label: Any = "") -> SafeString:
    look = look_of(str(code))
    return badge(label or look.word, look.tone, look.icon)


@register.filter
def grouped(code: Any, size: int | None = None) -> SafeString:
    """A code in groups that can be said aloud; copying gives it without the gaps."""
    groups = rules.group_digits(str(code or ""), size)
    parts = format_html_join("", "<span>{}</span>", ((group,) for group in groups))
    return format_html('<span class="grouped">{}</span>', parts)


@register.filter
def rupiah(amount: Any) -> str:
    return rules.rupiah_text(int(amount)) if amount not in (None, "") else ""


def distance(working_days: int) -> str:
    if working_days == 0:
        return gettext("today")
    count = abs(working_days)
    if working_days > 0:
        text = ngettext("%(count)d working day left", "%(count)d working days left", count)
    else:
        text = ngettext("%(count)d working day ago", "%(count)d working days ago", count)
    return text % {"count": count}


def _dated(iso: str, text: str, working_days: int | None) -> SafeString:
    if working_days is not None:
        text = f"{text} · {distance(int(working_days))}"
    return format_html('<time datetime="{}">{}</time>', iso, text)


@register.filter
def day(value: date | datetime | None, working_days: int | None = None) -> SafeString | str:
    """`{{ due|day:3 }}` reads "Sel, 24 Nov 2026 · 3 hari kerja lagi"."""
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return _dated(value.isoformat(), rules.day_text(value, _language()), working_days)


@register.filter
def day_long(value: date | datetime | None) -> SafeString | str:
    if not value:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return _dated(value.isoformat(), rules.day_text_long(value, _language()), None)


@register.filter
def clock(value: datetime | None) -> SafeString | str:
    if not value:
        return ""
    return _dated(value.isoformat(), rules.clock_text(timezone.localtime(value), _language()), None)


@register.filter
def moment(value: datetime | None, working_days: int | None = None) -> SafeString | str:
    """`{{ logged_at|moment }}` reads "Sel, 24 Nov 2026 · 10.30"."""
    if not value:
        return ""
    local = timezone.localtime(value)
    text = f"{rules.day_text(local.date(), _language())} · {rules.clock_text(local, _language())}"
    return _dated(value.isoformat(), text, working_days)


@register.filter
def fact(value: Any) -> Any:
    """A value beside its label: dates as papers write them, long numbers in groups, – for none."""
    if value is None or value == "":
        return "–"
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return _dated(value.isoformat(), rules.date_text(value, _language()), None)
    if isinstance(value, str) and value.isdecimal() and len(value) >= LONG_NUMBER:
        return grouped(value)
    return value


@register.filter
def duration(seconds: Any) -> str:
    """`{{ 4800|duration }}` reads "1 j 20 mnt"."""
    return words.duration_text(int(seconds)) if seconds is not None else ""


@register.inclusion_tag("ui/components/countdown.html", takes_context=True)
def countdown(context: Context, due: datetime, started: datetime | None = None) -> dict[str, Any]:
    """Counts down quietly; amber from 80 % of the time that was allowed, red past it."""
    request = context.get("request")
    now = getattr(request, "now", None) or timezone.now()
    started = started or now
    left = rules.remaining(started=started, due=due, now=now)
    return {"due": due, "started": started, "state": left.state, "text": words.remaining_text(left)}


@register.simple_tag
def control(bound: BoundField, cards: bool = False, **attrs: Any) -> Control:
    named = {name.replace("_", "-"): value for name, value in attrs.items()}
    return control_of(bound, cards=cards, attrs=named)


@register.simple_tag
def field(bound: BoundField, label: Any = "", cards: bool = False, **attrs: Any) -> SafeString:
    """One form field: label, help, error, control. Extra names become attributes of the control."""
    named = {name.replace("_", "-"): value for name, value in attrs.items()}
    drawn = control_of(bound, cards=cards, attrs=named)
    return render_to_string(
        "ui/components/field.html", {"field": bound, "drawn": drawn, "label": label}
    )


@register.simple_tag
def fields(form: Any) -> SafeString:
    """The whole form: summary of errors, hidden fields, every visible field."""
    return render_to_string("ui/components/form.html", {"form": form})


@register.inclusion_tag("ui/components/errors.html")
def errors(*forms: Any) -> dict[str, Any]:
    bad = [form for form in forms if form and form.errors]
    return {
        "plain": [error for form in bad for error in form.non_field_errors()],
        "fields": [bound for form in bad for bound in form if bound.errors],
    }


@register.simple_block_tag
def card(
    content: str,
    title: Any = "",
    icon: str = "",
    now: bool = False,
    id: str = "",  # noqa: A002  named as the attribute that it becomes
    url: str = "",
    action: Any = "",
) -> str:
    """A box with a heading; ``url`` and ``action`` put one link beside it."""
    parts = {"content": content, "title": title, "icon": icon, "now": now, "id": id}
    parts |= {"url": url, "action": action}
    return render_to_string("ui/components/card.html", parts)


@register.simple_block_tag
def note(content: str, tone: str = "now", title: Any = "", icon: str = "") -> str:
    """An alert inside the page: tone good, now, warn or bad."""
    parts = {"content": content, "tone": tone, "title": title, "icon": icon or TONES[tone]}
    return render_to_string("ui/components/note.html", parts)


@register.simple_block_tag
def table(content: str, label: Any, stack: bool = True, sticky: bool = False) -> str:
    """A dense table that scrolls inside its frame and becomes stacked rows on a telephone."""
    parts = {"content": content, "label": label, "stack": stack, "sticky": sticky}
    return render_to_string("ui/components/table.html", parts)


@register.simple_block_tag
def dialog(content: str, id: str, title: Any) -> str:  # noqa: A002
    return render_to_string(
        "ui/components/dialog.html", {"content": content, "id": id, "title": title}
    )


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any], name: str = "halaman") -> dict[str, Any]:
    request = context.get("request")
    query: QueryDict = request.GET.copy() if request else QueryDict(mutable=True)
    query.pop(name, None)
    shown = rules.page_window(page.number, page.paginator.num_pages)
    return {"page": page, "shown": shown, "query": query.urlencode(), "name": name}


@register.inclusion_tag("ui/components/steps.html")
def steps(labels: list[Any], current: int) -> dict[str, Any]:
    """`current` counts from 1; steps before it are done, past the last all are."""
    return {"labels": labels, "current": current}


@register.inclusion_tag("ui/components/progress.html")
def progress(current: int, total: int, label: Any = "") -> dict[str, Any]:
    """Progress in words: "Langkah 2 dari 5"."""
    return {"current": current, "total": total, "label": label}


@register.simple_tag
def diagram(
    url: str, highlight: Mapping[str, str] | None = None, label: Any = "", text: Any = ""
) -> SafeString:
    """The SOP drawn by bpmn-js. `highlight` maps element ids to done, now or late.

    `text` says the same in words.
    """
    marks = json.dumps(dict(highlight or {}))
    parts = {"url": url, "marks": marks, "label": label, "text": conditional_escape(text)}
    return render_to_string("ui/components/diagram.html", parts)


@register.simple_tag
def chart(data: Any, label: Any, id: str) -> SafeString:  # noqa: A002
    """A uPlot chart from `{"x": […], "series": [{"label", "values", "tone"}], "kind": "line"}`."""
    return render_to_string(
        "ui/components/chart.html",
        {"data": data, "label": label, "id": id, "data_id": f"{id}-data"},
    )


@register.simple_tag
def script_words() -> str:
    """The texts that scripts say, in the page's language, as JSON for a data attribute."""
    return json.dumps(words.script_words())


@register.simple_tag
def bundles() -> str:
    """Where the scripts are that a page loads only when it has something for them."""
    names = ("diagram", "pen", "camera", "chart", "display")
    return json.dumps(
        {name: static(f"dist/{name}.js") for name in names} | {"icons": static("dist/icons.svg")}
    )
