"""How the simulators' own pages look: plain, and clearly not the office's."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from kanim.simulators.web import Response

ZONE = ZoneInfo("Asia/Makassar")

STYLE = """
:root{color-scheme:light dark;--ink:light-dark(#1d2733,#e6ebf2);--quiet:light-dark(#5a6675,#a3b0c2);
--paper:light-dark(#f4f6f8,#10161f);--sheet:light-dark(#fff,#19212d);--line:light-dark(#d7dde5,#303b4b);
--mark:light-dark(#0b5f59,#63cfc4);--good:light-dark(#12633c,#6fcf9d);--bad:light-dark(#a6201a,#f58d85)}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,"Segoe UI",Roboto,sans-serif;color:var(--ink);background:var(--paper)}
header{background:var(--mark);color:light-dark(#fff,#0c1720);padding:.9rem 1.25rem}header h1{margin:0;font-size:1.25rem}
header p{margin:0;font-size:.875rem;opacity:.9}main{max-width:60rem;margin:0 auto;padding:1.25rem}
section{background:var(--sheet);border:1px solid var(--line);border-radius:8px;padding:1.1rem 1.25rem;margin:0 0 1.1rem}
h2{margin:0 0 .75rem;font-size:1.0625rem}label{display:block;font-weight:600;margin:.6rem 0 .2rem}
input,select{font:inherit;padding:.5rem .6rem;border:1px solid var(--quiet);border-radius:6px;background:var(--sheet);color:inherit;max-width:100%}
input[type=checkbox]{margin-right:.5rem}button{font:inherit;font-weight:600;padding:.5rem 1rem;border:1px solid var(--mark);border-radius:6px;background:var(--mark);color:light-dark(#fff,#0c1720);cursor:pointer;margin-top:.6rem}
button.plain{background:transparent;color:var(--mark);margin:0}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.45rem .5rem;border-bottom:1px solid var(--line);vertical-align:top}th{font-size:.8125rem;color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3rem 1.25rem;margin:0}dt{color:var(--quiet)}dd{margin:0;font-variant-numeric:tabular-nums}
.code{font-size:1.5rem;letter-spacing:.06em}.good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}.quiet{color:var(--quiet)}
.scroll{overflow-x:auto}iframe{width:100%;height:34rem;border:1px solid var(--line);border-radius:6px;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;font-size:.875rem}a{color:var(--mark)}
"""


def page(title: str, *sections: str, status: int = 200, refresh: int = 0) -> Response:
    """A whole page; it loads itself again after ``refresh`` seconds if that is not 0."""
    again = f'<meta http-equiv="refresh" content="{refresh}">' if refresh else ""
    html = (
        f'<!doctype html><html lang="id"><head><meta charset="utf-8">{again}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} (simulasi)</title><style>{STYLE}</style></head><body>"
        f"<header><h1>{escape(title)}</h1><p>Simulasi untuk peragaan dan uji. "
        "Tidak terhubung ke sistem mana pun di luar komputer ini.</p></header>"
        f"<main>{''.join(sections)}</main></body></html>"
    )
    return Response(html.encode(), status)


def section(title: str, content: str) -> str:
    """A box with a heading. The content is HTML."""
    return f"<section><h2>{escape(title)}</h2>{content}</section>"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Names and values; the values are text."""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in pairs)
    return f"<dl>{rows}</dl>"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]], empty: str) -> str:
    """A table; cells are HTML. ``empty`` is said where there are no rows."""
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    if not body:
        return f'<p class="quiet">{escape(empty)}</p>'
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def button(action: str, label: str, **fields: str) -> str:
    """A form that is one button."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'
        for name, value in fields.items()
    )
    return f'<form method="post" action="{escape(action)}">{hidden}<button class="plain">{escape(label)}</button></form>'


def rupiah(amount: int) -> str:
    """``Rp1.350.000``."""
    return "Rp" + f"{amount:,}".replace(",", ".")


def grouped(code: str, size: int = 3) -> str:
    """A code in groups."""
    return " ".join(code[start : start + size] for start in range(0, len(code), size))


def clock(moment: str) -> str:
    """An ISO moment as day and time at the office (WITA)."""
    try:
        return datetime.fromisoformat(moment).astimezone(ZONE).strftime("%d-%m-%Y %H.%M.%S")
    except ValueError:
        return moment
