"""What the register was set up with, each version kept, each signed by two people."""

from django.db import models
from django.db.models import F, Q


class SignedByTwo(models.Model):
    """Something that two people adopted together."""

    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    approved_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(name="sg_61_%(class)s_signed_by_two", condition=~Q(adopted_by=F("approved_by")))
        ]


class CharterVersion(SignedByTwo):
    """What the register is for, on what basis, and who answers for it (SG-01, SG-47)."""

    content = models.JSONField()


class InstrumentAdoption(SignedByTwo):
    """Which instrument scores, from when. The instrument itself is a file that never changes; this is its hash."""

    instrument_id = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)


class LocalPolicy(SignedByTwo):
    """Settings that this place has tightened (SG-61). The newest version is the one in force."""

    settings = models.JSONField()


class Snapshot(models.Model):
    """The public figures as at a day, with the hash of what was counted (SG-42)."""

    as_at = models.DateField()
    figures = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
