"""Looking into a PDF far enough to refuse what is no document: no parser, no rendering.

Opened in the reader's browser, so what can act there (scripts, launches, embedded files) and what
is two formats at once is refused.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

START = b"%PDF-"
TAIL = 1024
MOST_UNPACKED = 16 * 1024 * 1024

_PAGE = re.compile(rb"/Type\s*/Page(?![a-zA-Z])")
_OBJECT_STREAM = re.compile(rb"/Type\s*/ObjStm.*?stream\r?\n", re.DOTALL)
_ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)(?![a-zA-Z])"
)
_ENCRYPTED = re.compile(rb"/Encrypt(?![a-zA-Z])")
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")


class UnusablePdf(Exception):
    """``code`` is one of: broken, mixed, locked, active, bomb."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def pdf_pages(content: bytes) -> int:
    """The number of pages. UnusablePdf if it is damaged, locked, active, or something else too."""
    if not content.startswith(START):
        raise UnusablePdf("broken")
    end = content.rfind(b"%%EOF")
    if end < 0 or b"startxref" not in content[max(0, end - TAIL) : end]:
        raise UnusablePdf("broken")
    if content[end + 5 :].strip(b"\r\n\t \0"):
        raise UnusablePdf("mixed")
    texts = [content, *_unpacked(content)]
    if any(_ENCRYPTED.search(text) for text in texts):
        raise UnusablePdf("locked")
    if any(_ACTIVE.search(_plain(text)) for text in texts):
        raise UnusablePdf("active")
    pages = sum(len(_PAGE.findall(text)) for text in texts)
    if pages == 0:
        raise UnusablePdf("broken")
    return pages


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The object streams of the file, unpacked; a bomb is noticed before it has grown."""
    left = MOST_UNPACKED
    for found in _OBJECT_STREAM.finditer(content):
        packer = zlib.decompressobj()
        try:
            text = packer.decompress(content[found.end() :], left)
        except zlib.error:
            continue
        if packer.unconsumed_tail and not packer.eof:
            raise UnusablePdf("bomb")
        left -= len(text)
        yield text


def _plain(text: bytes) -> bytes:
    """Names without the escapes (``/J#61vaScript``) by which they hide."""
    if b"#" not in text:
        return text
    return _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)
