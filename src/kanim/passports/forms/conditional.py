"""Fields that are needed only in some cases: the form's own ``clean`` asks for them.

They are shown without the word "optional", since whoever sees them has to fill them in.
"""

from __future__ import annotations

from typing import Any

from django import forms


class NeededText(forms.CharField):
    """A text that the form asks for where it applies."""

    def validate(self, value: Any) -> None:
        """Leave it to the form whether it must be there."""


class NeededChoice(forms.TypedChoiceField):
    """A choice that the form asks for where it applies."""

    def validate(self, value: Any) -> None:
        """Only what is chosen must be one of the choices."""
        if value not in self.empty_values:
            super().validate(value)


class NeededTicks(forms.MultipleChoiceField):
    """A list to be ticked; the form says whether all must be."""

    def validate(self, value: Any) -> None:
        """Only what is ticked must be one of the choices."""
        if value:
            super().validate(value)


class NeededTick(forms.BooleanField):
    """A tick that the form asks for where it applies."""

    def validate(self, value: Any) -> None:
        """Leave it to the form whether it must be ticked."""


class NeededFile(forms.FileField):
    """A file that the form asks for where it applies."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Nothing stays nothing."""
        return super().clean(data, initial) if data else None
