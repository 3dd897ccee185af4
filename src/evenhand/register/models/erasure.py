"""Erasing somebody, and what is left of a person who was erased."""

import uuid

from django.db import models
from django.db.models import F, Q

from evenhand.register.models.sealed import PersonalText, Sealed


class ErasedRecord(models.Model):
    """The keyed digest of a reference that was erased: rows about it are left out when they come again."""

    mark = models.BinaryField(unique=True)


class Erasure(Sealed):
    """The decision to erase somebody: proposed by one, signed by another, then done. The reason goes with the rest.

    `counts` says how many rows of which kind are gone, `entry` the ledger entry of it.
    """

    sealed_for = "person", "person"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.UUIDField()
    ground = models.CharField(max_length=40)
    reason = PersonalText()
    proposed_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    signed_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    signed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(name="erasure_signed_by_two", condition=~Q(proposed_by=F("signed_by"))),
            models.UniqueConstraint(
                name="one_open_erasure", fields=["person"], condition=Q(signed_at=None, withdrawn_at=None)
            ),
        ]
