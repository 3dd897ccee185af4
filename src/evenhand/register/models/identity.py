"""Whose records are these: dated decisions that can be undone."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from evenhand.register.models.sealed import PersonalText, Sealed


class Person(models.Model):
    """Somebody. Nothing is known of them here but that they are one person; the links say which records are theirs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    made_at = models.DateTimeField()


class Link(Sealed):
    """The decision that a source's record is this person's, by whom, why, and whether it was undone."""

    sealed_for = "record", "record_id"
    record = models.ForeignKey("register.SourceRecord", models.PROTECT, related_name="links")
    person = models.ForeignKey(Person, models.PROTECT, related_name="links")
    method = models.CharField(max_length=20)
    reason = PersonalText()
    decided_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    undone_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_reason = PersonalText()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_person_per_record", fields=["record"], condition=models.Q(undone_at__isnull=True)
            )
        ]


class HeldMatch(Sealed):
    """A record that might be one of several people's: held until somebody decides."""

    sealed_for = "record", "record_id"
    record = models.ForeignKey("register.SourceRecord", models.PROTECT, related_name="+")
    candidates = ArrayField(models.UUIDField())
    reason = PersonalText()
    held_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="held_once", fields=["record"], condition=models.Q(decided_at__isnull=True))
        ]
