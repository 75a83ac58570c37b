"""The office's memory of who did and saw what: append-only, chained by hashes.

The chain is kept by the database (see the trigger in the migration): each entry belongs to one of
a fixed number of chains, so that two officers at two counters need not wait for each other.
"""

from __future__ import annotations

from django.db import models

from kanim.audit.querysets import EntryQuerySet


class Chain(models.Model):
    """The head of one chain: the sequence number and hash of its newest entry."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)

    def __str__(self) -> str:
        return f"{self.number}: {self.sequence}"


class Entry(models.Model):
    """One deed or one view. ``detail`` is kept as text, so that its bytes never change."""

    chain = models.PositiveSmallIntegerField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=80, help_text="user:<id>, machine or visitor")
    office = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    target = models.CharField(max_length=80, db_index=True)
    detail = models.TextField(default="{}")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "sequence"], name="audit_sequence_once"),
        ]
        indexes = [
            models.Index(fields=["at", "id"], name="audit_by_time"),
            models.Index(fields=["actor", "at"], name="audit_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.target}"
