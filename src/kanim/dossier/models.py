"""Papers of a case, what was found when they were checked, and where the file is archived."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kanim.accounts.models import User
from kanim.cases.models import Case
from kanim.dossier.files import JPEG, PDF, PNG, WEBP
from kanim.dossier.querysets import ArchiveQuerySet, PaperQuerySet
from kanim.dossier.requirements import OTHER
from kanim.office.models import Office


def random_place(paper: Paper, name: str) -> str:
    """A name that says nothing and cannot be guessed; the given one is not used."""
    place = uuid4().hex
    return f"berkas/{place[:2]}/{place}"


class Paper(models.Model):
    """One paper of a case: a PDF or a picture, judged by its content."""

    class Source(models.TextChoices):
        APPLICANT = "applicant", _("Sent by the applicant")
        SCAN = "scan", _("Scanned at the office")

    class State(models.TextChoices):
        UNCHECKED = "unchecked", _("Not checked yet")
        CLEAR = "clear", _("Legible")
        UNCLEAR = "unclear", _("Not legible")
        ORIGINAL_SEEN = "original_seen", _("Original seen")

    TYPES = {PDF: "PDF", JPEG: "JPEG", PNG: "PNG", WEBP: "WebP"}

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    kind = models.SlugField(max_length=40)
    file = models.FileField(upload_to=random_place, max_length=80)
    thumbnail = models.FileField(upload_to=random_place, max_length=80, blank=True)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=20, choices=list(TYPES.items()))
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=10, choices=Source)
    state = models.CharField(max_length=14, choices=State, default=State.UNCHECKED)
    remark = models.CharField(max_length=300, blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")

    objects = PaperQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind"],
                condition=Q(replaced_at__isnull=True) & ~Q(kind=OTHER),
                name="paper_one_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state="unchecked", checked_at__isnull=True)
                | (~Q(state="unchecked") & Q(checked_at__isnull=False)),
                name="paper_checked_at_a_time",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="paper_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_content_type_display()})"

    @property
    def is_picture(self) -> bool:
        """Whether a browser shows it as a picture."""
        return self.content_type != PDF


class Check(models.Model):
    """One check of the papers against the list: a round of findings and the decision."""

    class Decision(models.TextChoices):
        COMPLETE = "complete", _("Complete")
        INCOMPLETE = "incomplete", _("Incomplete")
        DAMAGED_OR_LOST = "damaged_or_lost", _("Old passport damaged or lost")
        COMPLETED = "completed", _("Completed")

    class OldPassport(models.TextChoices):
        DAMAGED = "damaged", _("Damaged")
        LOST = "lost", _("Lost")

    case = models.ForeignKey(Case, models.PROTECT, related_name="paper_checks")
    decision = models.CharField(max_length=16, choices=Decision)
    due_at = models.DateTimeField(null=True)
    waiver = models.TextField(blank=True, help_text=_("Why a paper may be missing"))
    old_passport = models.CharField(max_length=8, choices=OldPassport, blank=True)
    remark = models.TextField(blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision="incomplete", due_at__isnull=False)
                | (~Q(decision="incomplete") & Q(due_at__isnull=True)),
                name="check_incomplete_until_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(decision="damaged_or_lost") | Q(old_passport__gt=""),
                name="check_says_damaged_or_lost",
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="check_by_case")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.decision}"


class CheckItem(models.Model):
    """What was found about one required paper. The title is kept as it stood then."""

    class Finding(models.TextChoices):
        ORIGINAL = "original", _("Original seen")
        COPY = "copy", _("Copy only")
        PROBLEM = "problem", _("Problem")
        MISSING = "missing", _("Missing")

    check_round = models.ForeignKey(Check, models.CASCADE, related_name="items")
    requirement = models.SlugField(max_length=40)
    title_id = models.CharField(max_length=150)
    title_en = models.CharField(max_length=150)
    finding = models.CharField(max_length=10, choices=Finding)
    note = models.CharField(max_length=300, blank=True)
    is_lacking = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["check_round", "requirement"], name="check_item_once")
        ]

    def __str__(self) -> str:
        return f"{self.requirement}: {self.finding}"

    def title(self, language: str) -> str:
        """The paper's title in a language."""
        return self.title_en if language.startswith("en") else self.title_id


class ArchiveEntry(models.Model):
    """Where the paper file of a finished case lies, and until when."""

    case = models.OneToOneField(Case, models.PROTECT, related_name="archive_entry")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    sequence = models.PositiveIntegerField()
    number = models.CharField(max_length=20)
    box = models.CharField(max_length=20)
    shelf = models.CharField(max_length=20)
    retained_until = models.DateField()
    contents = models.JSONField(default=list)
    gap_reason = models.TextField(blank=True)
    archived_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    archived_at = models.DateTimeField()

    objects = ArchiveQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "year", "sequence"], name="archive_index_once"
            ),
            models.CheckConstraint(condition=Q(sequence__gte=1), name="archive_index_from_1"),
        ]
        indexes = [models.Index(fields=["office", "box"], name="archive_by_box")]

    def __str__(self) -> str:
        return self.number
