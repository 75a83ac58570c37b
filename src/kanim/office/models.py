"""The office: where it is, its units, people's postings and roles, calendar, and reference data."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User
from kanim.office.querysets import ClosureQuerySet, DatedQuerySet, PostingQuerySet
from kanim.office.words import setting_text


class Office(models.Model):
    """An immigration office. Every case, posting and counter belongs to one."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=150)
    address = models.TextField(blank=True)
    city = models.CharField(max_length=60)
    letter_prefix = models.CharField(max_length=40, help_text=_("Prefix of letter numbers"))
    is_open = models.BooleanField(default=True)
    calendar_version = models.PositiveIntegerField(
        default=0,
        help_text=_("Counts changes of the calendar, so that no process keeps an old one"),
    )

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A section or subsection of an office."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="units")
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=150)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="unit_code_once")]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """What a posted person may do: the SOP lanes that the role works in, and its permissions."""

    code = models.SlugField(max_length=40, unique=True)
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    lanes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    permissions = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    requires_mfa = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The role's name in the language of the page."""
        return _in_language(self.name_id, self.name_en)


class Posting(models.Model):
    """A person on duty in a role of an office, from a day until a day."""

    user = models.ForeignKey(User, models.PROTECT, related_name="postings")
    office = models.ForeignKey(Office, models.PROTECT, related_name="postings")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    role = models.ForeignKey(Role, models.PROTECT, related_name="postings")
    begins = models.DateField()
    ends = models.DateField(null=True, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=models.F("begins")),
                name="posting_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["user", "office", "role"],
                condition=Q(ends__isnull=True),
                name="posting_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.role}"


class Closure(models.Model):
    """A day on which an office departs from the national calendar: closed, or open after all."""

    class Kind(models.TextChoices):
        CLOSED = "closed", pgettext_lazy("office day", "Closed")
        OPEN = "open", pgettext_lazy("office day", "Open")

    office = models.ForeignKey(Office, models.CASCADE, related_name="closures")
    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.CLOSED)
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=150)

    objects = ClosureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "day"], name="closure_day_once"),
            models.CheckConstraint(
                condition=Q(kind="closed", opens__isnull=True, closes__isnull=True)
                | Q(kind="open", opens__isnull=False, closes__gt=F("opens")),
                name="closure_hours_only_when_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.reason}"


class Confidence(models.TextChoices):
    """How sure a figure is. What is not confirmed shows so on its page, for the office to check."""

    CONFIRMED = "C", _("Confirmed")
    SINGLE = "S", _("Single source")
    UNCERTAIN = "U", _("Uncertain")
    RECALLED = "R", _("General knowledge")


class _DateRange(models.Func):
    function = "daterange"
    output_field = DateRangeField()


def _period() -> _DateRange:
    return _DateRange(F("effective_from"), F("effective_until"), Value("[]"))


class Dated(models.Model):
    """A value with its source, from a day until a day (both included; no end: until replaced)."""

    code = models.CharField(max_length=60)
    source = models.CharField(_("source"), max_length=300)
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence)
    effective_from = models.DateField(_("effective from"))
    effective_until = models.DateField(_("effective until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True


class Tariff(Dated):
    """What the state charges for something (PNBP), in rupiah per ``unit``."""

    name_id = models.CharField(max_length=150)
    name_en = models.CharField(max_length=150)
    amount = models.PositiveBigIntegerField(_("amount"), help_text="Rp")
    unit = models.CharField(_("unit"), max_length=40)

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="tariff_one_at_a_time", expressions=[("code", "="), (_period(), "&&")]
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The tariff's name in the language of the page."""
        return _in_language(self.name_id, self.name_en)


class Setting(Dated):
    """A figure or rule that the sheets leave to regulations; an office may have its own."""

    class Kind(models.TextChoices):
        NUMBER = "number", _("Whole number")
        YES_NO = "yes_no", _("Yes or no")
        TEXT = "text", _("Text")
        HOURS = "hours", _("Office hours")

    office = models.ForeignKey(
        Office, models.CASCADE, null=True, blank=True, related_name="settings"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    title_id = models.CharField(max_length=150)
    title_en = models.CharField(max_length=150)
    unit = models.CharField(max_length=20, blank=True, help_text="h, d, wd, mo, year, person")
    value = models.JSONField(_("value"))

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="setting_one_at_a_time",
                expressions=[
                    ("code", "="),
                    (
                        Coalesce(F("office_id"), Value(0), output_field=models.BigIntegerField()),
                        "=",
                    ),
                    (_period(), "&&"),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The setting's title in the language of the page."""
        return _in_language(self.title_id, self.title_en)

    @property
    def value_text(self) -> str:
        """The value with its unit, in the language of the page."""
        return setting_text(self.kind, self.value, self.unit)


class Regulation(models.Model):
    """A rule that the office works by, and what replaced it."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("regulation"), max_length=150)
    topic_id = models.CharField(max_length=150)
    topic_en = models.CharField(max_length=150)
    in_force_from = models.DateField(_("in force from"), null=True, blank=True)
    repealed_by = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="repeals"
    )
    note = models.TextField(_("note"), blank=True)
    confidence = models.CharField(_("confidence"), max_length=1, choices=Confidence)

    def __str__(self) -> str:
        return self.name

    @property
    def topic(self) -> str:
        """What the regulation is about, in the language of the page."""
        return _in_language(self.topic_id, self.topic_en)


def _in_language(indonesian: str, english: str) -> str:
    return english if (get_language() or "id").startswith("en") else indonesian
