"""What the register was set up with, each version kept, each signed by two people."""

from functools import reduce
from operator import and_

from django.db import models
from django.db.models import F, Q

from evenhand.casework.papers import Kind


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


class BenchmarkAdoption(SignedByTwo):
    """How many people of each group live here, as somebody else counted them: what the register is compared with."""

    title = models.CharField(max_length=200)
    source = models.TextField()
    dated = models.DateField()
    basis = models.CharField(max_length=8)
    residents = models.JSONField()


_WHOLE = {
    "sg_02_assessment_is_whole": (Kind.IMPACT.value, "risks", "officers_view"),
    "sg_03_analysis_is_whole": (Kind.EQUALITY.value, "findings", "discrimination"),
    "sg_04_condition_is_named": (Kind.POLICY.value, "schedule_8_condition"),
    "sg_58_justification_is_whole": (Kind.JUSTIFICATION.value, "harm", "necessity"),
}


def _whole(kind: str, *parts: str) -> Q:
    """A paper of this kind says something in these parts. (What is missing is null, and a null must not pass.)"""
    says = [Q(**{f"content__{part}__isnull": False}) & Q(**{f"content__{part}__regex": r"\S"}) for part in parts]
    return ~Q(kind=kind) | reduce(and_, says)


class Paper(SignedByTwo):
    """One version of a paper that a register must have. The newest of a kind that is in force counts."""

    kind = models.CharField(max_length=20)
    content = models.JSONField()
    in_force_from = models.DateField()
    review_by = models.DateField()

    class Meta(SignedByTwo.Meta):
        constraints = [
            *SignedByTwo.Meta.constraints,
            models.CheckConstraint(name="paper_of_a_kind", condition=Q(kind__in=[kind.value for kind in Kind])),
            models.CheckConstraint(name="paper_ends", condition=Q(review_by__gt=F("in_force_from"))),
            *(models.CheckConstraint(name=name, condition=_whole(*parts)) for name, parts in _WHOLE.items()),
        ]


class Closure(SignedByTwo):
    """That the register was closed, until when it answers people, and that it was destroyed (SG-60). One row."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    reasons = models.TextField()
    closed_on = models.DateField()
    access_until = models.DateField()
    destroyed_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    destruction_approved_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    certificate = models.JSONField(null=True)
    certificate_digest = models.CharField(max_length=64, blank=True)

    class Meta(SignedByTwo.Meta):
        constraints = [
            *SignedByTwo.Meta.constraints,
            models.CheckConstraint(name="closed_once", condition=Q(id=1)),
            models.CheckConstraint(
                name="sg_60_destruction_signed_by_two",
                condition=Q(destroyed_at=None)
                | (
                    Q(destroyed_by__isnull=False)
                    & Q(destruction_approved_by__isnull=False)
                    & ~Q(destroyed_by=F("destruction_approved_by"))
                ),
            ),
        ]


class Snapshot(models.Model):
    """The public figures as at a day, with the hash of what was counted (SG-42)."""

    as_at = models.DateField()
    figures = models.JSONField()
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()
