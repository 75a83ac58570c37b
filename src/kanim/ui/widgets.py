"""Form widgets that the browser makes more of. Without JavaScript each is still a plain input."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms


class RadioCards(forms.RadioSelect):
    """Choices as cards, each with a hint: `RadioCards(hints={"adult": _("17 or older")})`."""

    def __init__(self, *args: Any, hints: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.hints = dict(hints or {})
        super().__init__(*args, **kwargs)


class FileDrop(forms.ClearableFileInput):
    """A place to drop a paper, with a preview; kinds and size are told beforehand."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        accept: str = "image/jpeg,image/png,application/pdf",
        largest: int = 5 * 1024 * 1024,
    ) -> None:
        super().__init__({"accept": accept, "data-largest": str(largest), **(attrs or {})})


class SignaturePad(forms.FileInput):
    """The form receives a PNG file, drawn with a pen, finger or mouse."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"accept": "image/png", **(attrs or {})})


class CameraPhoto(forms.FileInput):
    """The form receives a JPEG file, taken with the camera or chosen from the disk.

    `shape` is the guide drawn over the picture: "face" (35 × 45 mm) or "page" (a passport page).
    """

    def __init__(self, attrs: dict[str, Any] | None = None, *, shape: str = "face") -> None:
        self.shape = shape
        super().__init__({"accept": "image/jpeg,image/png", **(attrs or {})})


class Plain(forms.TextInput):
    """A code typed from paper: upper case, no spell check, no capitals by the telephone."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        given = {"autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off"}
        super().__init__({**given, **(attrs or {})})
