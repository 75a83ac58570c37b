"""What can go wrong with a case in a foreseen way. Each message is a sentence for the person."""

from __future__ import annotations


class UnableToProceed(Exception):
    """The case stays as it is; the message says what to do."""


class UnableToPerform(UnableToProceed):
    """The activity refuses for a reason of its own domain."""


class NotYours(UnableToProceed):
    """The step belongs to another lane, unit, office or applicant."""


class StepClosed(UnableToProceed):
    """The step has been done, or its deadline has passed, since the form was opened."""


class CaseChanged(UnableToProceed):
    """The case moved on since the form was opened."""


class StepClaimed(UnableToProceed):
    """Somebody else is doing the step."""


class TooEarly(UnableToProceed):
    """The step may be done only later."""


class CaseHeld(UnableToProceed):
    """The case is on hold."""


class CaseEnded(UnableToProceed):
    """The case has ended."""


class FormIncomplete(UnableToProceed):
    """The form has errors; ``forms`` holds the bound forms by step."""

    def __init__(self, forms: dict[str, object]) -> None:
        super().__init__("")
        self.forms = forms
