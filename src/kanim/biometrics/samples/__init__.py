"""A real face for the tests and the demo office (see LICENCE.md)."""

from __future__ import annotations

from pathlib import Path


def portrait_bytes() -> bytes:
    """The sample photograph as a camera would send it: JPEG, 952 × 1224 pixels."""
    return Path(__file__).with_name("portrait.jpg").read_bytes()
