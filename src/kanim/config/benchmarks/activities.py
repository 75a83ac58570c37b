"""The verbs of the invented SOPs on which speed is measured: real forms, no domain behind them."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.forms import Form
from django.utils.translation import gettext_lazy as _

from kanim.cases.activities import Activity, Context, Done, consequence, register
from kanim.cases.forms import StepForm
from kanim.letters.notices import notice_send


class RemarkForm(StepForm):
    """A decision, where there is one, and a remark: what most forms of an officer come to."""

    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)


class Measured(Activity):
    """A step that only notes what was typed."""

    form_class: ClassVar[type[Form]] = RemarkForm

    def perform(self, ctx: Context, form: Form | None) -> Done:
        """Note the remark; without a form the only outcome follows."""
        if form is None:
            return Done(self.only_outcome())
        assert isinstance(form, RemarkForm)
        return Done(form.chosen_outcome(), form.cleaned_data["remark"])


def activities_register() -> None:
    """Make the verbs of the benchmark's catalogue known to the engine."""
    good, done = {"good": _("Good"), "faulty": _("Faulty")}, {"done": _("Done")}
    verbs = {"receive": done, "check": good, "print": good, "quality": good}
    for name, outcomes in {**verbs, "hand_over": done, "record": done}.items():
        fields = {"code": f"measure.{name}", "title": name, "outcomes": outcomes}
        register(type(f"Measure_{name}", (Measured,), fields))
    consequence("measure.tell")(tell)


def tell(ctx: Context) -> None:
    """The end of a case is told by e-mail: what follows a step, queued in its transaction."""
    notice_send(
        case=ctx.case,
        to=f"{ctx.case.number.lower()}@ukur.example",
        kind="ended",
        context={"result": ctx.case.end},
        language="id",
        key=f"measure.tell:{ctx.case.number}",
        now=ctx.now,
    )
