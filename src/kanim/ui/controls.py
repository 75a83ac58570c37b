"""From a bound form field to what its template draws."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import DateTimeBaseInput
from django.utils.safestring import SafeString

from kanim.ui.widgets import CameraPhoto, FileDrop, RadioCards, SignaturePad

# The first that fits names the kind; the kind names the template's branch.
_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (SignaturePad, "pen"),
    (CameraPhoto, "camera"),
    (forms.FileInput, "file"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "check"),
    (forms.MultiWidget, "group"),
    (forms.SelectDateWidget, "group"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.PasswordInput, "secret"),
)
_CLASSES = {"select": "form-select", "check": "form-check-input", "choices": "form-check-input"}
_NATIVE: tuple[tuple[type[DateTimeBaseInput], str, str], ...] = (
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
)


@dataclass(frozen=True, slots=True)
class Option:
    html: SafeString
    id: str
    label: Any
    hint: Any


@dataclass(frozen=True, slots=True)
class Control:
    kind: str
    html: SafeString
    options: list[Option] = field(default_factory=list)
    cards: bool = False
    shape: str = ""
    current: Any = None  # the file that is already kept
    clear_name: str = ""
    largest: int = 0

    @property
    def grouped(self) -> bool:
        return self.kind in {"choices", "group"}


def kind_of(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    return next((kind for cls, kind in _KINDS if isinstance(widget, cls)), "input")


def _native(widget: forms.Widget) -> forms.Widget:
    """Dates and times use the browser's own picker, which speaks ISO."""
    for cls, input_type, form in _NATIVE:
        if isinstance(widget, cls) and widget.input_type == "text":
            changed = copy.copy(widget)
            changed.format, changed.input_type, changed.attrs = form, input_type, dict(widget.attrs)
            return changed
    return widget


def _classed(widget: forms.Widget, kind: str) -> str:
    own = str(widget.attrs.get("class", ""))
    return f"{_CLASSES.get(kind, 'form-control')} {own}".strip()


def _options(bound: BoundField, widget: Any, cards: bool) -> list[Option]:
    attrs = bound.build_widget_attrs({"class": "form-check-input"}, widget)
    if bound.auto_id:
        attrs.setdefault("id", bound.auto_id)
    hints = widget.hints if cards and isinstance(widget, RadioCards) else {}
    options = []
    for data in widget.subwidgets(bound.html_name, bound.value(), attrs=attrs):
        html = bound.form.renderer.render(
            data["template_name"], {"widget": {**data, "wrap_label": False}}
        )
        # A person who must choose is not offered "nothing"; no choice is made for them either.
        if data["value"] == "" and isinstance(widget, forms.RadioSelect) and bound.field.required:
            continue
        hint = hints.get(str(data["value"]), "")
        options.append(
            Option(SafeString(html.strip()), data["attrs"].get("id", ""), data["label"], hint)
        )
    return options


def control_of(
    bound: BoundField, *, cards: bool = False, attrs: dict[str, Any] | None = None
) -> Control:
    widget = _native(bound.field.widget)
    kind = kind_of(widget)
    if kind == "choices":
        cards = cards or isinstance(widget, RadioCards)
        return Control(kind, SafeString(""), options=_options(bound, widget, cards), cards=cards)
    given = {"class": _classed(widget, kind), **(attrs or {})}
    if kind in {"pen", "camera", "file"}:
        return _file(bound, widget, kind, given)
    return Control(kind, bound.as_widget(widget=widget, attrs=given))


def _file(bound: BoundField, widget: Any, kind: str, attrs: dict[str, Any]) -> Control:
    plain = forms.FileInput({k: v for k, v in widget.attrs.items() if k != "multiple"})
    if "multiple" in widget.attrs:
        plain.attrs["multiple"] = True
    plain.is_required = widget.is_required
    current = bound.initial if getattr(bound.initial, "name", "") else None
    clearable = (
        isinstance(widget, forms.ClearableFileInput) and current and not bound.field.required
    )
    return Control(
        kind,
        bound.as_widget(widget=plain, attrs=attrs),
        shape=getattr(widget, "shape", ""),
        current=current,
        clear_name=widget.clear_checkbox_name(bound.html_name) if clearable else "",
        largest=int(widget.attrs.get("data-largest", 0)) if isinstance(widget, FileDrop) else 0,
    )
