"""Handing in one paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kanim.dossier.selectors import Wanted
from kanim.dossier.services.papers import largest_paper
from kanim.ui.widgets import FileDrop

ACCEPT = "image/jpeg,image/png,image/webp,application/pdf"


class UploadForm(forms.Form):
    """A file, and which of the papers that serve it is."""

    kind = forms.ChoiceField(label=_("Which paper is it?"))
    file = forms.FileField(label=_("File"), allow_empty_file=True)

    def __init__(self, *args: Any, wanted: Wanted, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"id_{wanted.requirement.code}_%s")
        super().__init__(*args, **kwargs)
        kind, file = self.fields["kind"], self.fields["file"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = wanted.kinds
        if len(wanted.kinds) == 1:
            kind.widget = forms.HiddenInput()
            kind.initial = wanted.kinds[0][0]
        file.widget = FileDrop(accept=ACCEPT, largest=largest_paper())
