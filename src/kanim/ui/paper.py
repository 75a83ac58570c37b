"""Compose a printed thing: a Typst template and its data become a PDF/A.

A template reads its data with ``#let data = json(bytes(sys.inputs.data))``. Text, numbers, lists
and mappings arrive as they are, dates in ISO form, and a picture given as ``bytes`` as a list
of numbers: ``image(bytes(data.photo))``. Paths that begin with ``/`` count from the package.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import typst

FONTS = Path(__file__).parent / "fonts"
PACKAGE = Path(__file__).parents[1]
STANDARD: typst.PDFStandard = "a-2b"

_local = threading.local()


class UnableToRender(Exception):
    """A template is wrong, or does not fit its data."""


def render_pdf(
    template: Path, inputs: Mapping[str, object], *, made_at: datetime | None = None
) -> bytes:
    """The PDF/A that a template makes of its data; ``made_at`` is written into it."""
    template = template.resolve()
    root = PACKAGE if template.is_relative_to(PACKAGE) else template.parent
    data = json.dumps(inputs, ensure_ascii=False, default=_plain)
    try:
        pdf = _compiler(root).compile(
            input=template,
            sys_inputs={"data": data},
            format="pdf",
            pdf_standards=STANDARD,
            # PDF dates have no fractions of a second, and Typst knows no named time zones.
            timestamp=made_at.astimezone(UTC).replace(microsecond=0) if made_at else None,
        )
    except typst.TypstError as error:
        raise UnableToRender(f"{template.name}: {error.diagnostic or error.message}") from error
    assert isinstance(pdf, bytes)
    return pdf


def _plain(value: object) -> object:
    if isinstance(value, (bytes, bytearray, memoryview)):
        return list(bytes(value))
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)


def _compiler(root: Path) -> typst.Compiler:
    """One compiler per thread and root: it keeps what it has parsed and laid out before."""
    compilers: dict[Path, typst.Compiler] = _local.__dict__.setdefault("compilers", {})
    if root not in compilers:
        compilers[root] = typst.Compiler(root=root, font_paths=_fonts())
    return compilers[root]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
