"""Proposals, decisions and entries. The constraints keep the promises that a table can keep by itself."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from evenhand.register.models.sealed import PersonalText, Sealed, given


def _help_or_reasons() -> Q:
    """What an entry is for: help, or disruption with reasons of its own."""
    return Q(intent__in=["support", "protect"]) | Q(intent="disrupt") & given("why_disruption")


class Nomination(Sealed):
    """A proposal to make an entry, with the records it rests on and what the evidence rule made of them."""

    sealed_for = "person", "person_id"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="nominations")
    proposer = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    area = models.CharField(max_length=20)
    born_on = models.DateField()
    last_proven_on = models.DateField()
    reasons = PersonalText()
    child_welfare = PersonalText()
    cited = models.JSONField()
    ruling = models.JSONField()
    status = models.CharField(max_length=12, default="proposed")
    intent = models.CharField(max_length=8, default="support")
    why_disruption = PersonalText()

    class Meta:
        constraints = [
            models.CheckConstraint(name="sg_06_reasons_for_proposing", condition=given("reasons")),
            models.CheckConstraint(name="sg_36_disruption_has_reasons", condition=_help_or_reasons()),
            models.UniqueConstraint(name="nomination_with_proposer", fields=["id", "proposer"]),
            models.UniqueConstraint(name="one_open_nomination", fields=["person"], condition=Q(status="proposed")),
        ]


class Review(Sealed):
    """What somebody else decided of a nomination, and their reasons."""

    sealed_for = "person", "nomination.person_id"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    nomination = models.OneToOneField(Nomination, models.PROTECT, related_name="review")
    proposer = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    decision = models.CharField(max_length=10)
    reasons = PersonalText()
    decided_at = models.DateTimeField()
    intent = models.CharField(max_length=8, default="support")
    why_disruption = PersonalText()

    class Meta:
        constraints = [
            models.CheckConstraint(name="sg_36_disruption_is_decided_with_reasons", condition=_help_or_reasons()),
            models.CheckConstraint(name="sg_06_two_people_review", condition=~Q(proposer=F("reviewer"))),
            models.CheckConstraint(name="sg_17_reasons_given", condition=given("reasons")),
        ]


class Entry(models.Model):
    """A live registration: it has a review date and an end from its first moment."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="entries")
    origin = models.CharField(max_length=10)
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, related_name="+")
    review = models.OneToOneField(Review, models.PROTECT, null=True, related_name="entry")
    listing = models.ForeignKey("register.Listing", models.PROTECT, null=True, related_name="+")
    proposer = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=12)
    why_restricted = models.TextField(blank=True)
    area = models.CharField(max_length=20)
    born_on = models.DateField()
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    review_by = models.DateField()
    review_reason = models.TextField(blank=True)
    expires_on = models.DateField()
    closed_at = models.DateTimeField(null=True)
    why_closed = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sg_06_decided_by_two_people",
                condition=Q(origin="inherited", nomination=None, review=None, listing__isnull=False)
                | Q(origin="decided", nomination__isnull=False, review__isnull=False)
                & Q(proposer__isnull=False, reviewer__isnull=False)
                & ~Q(proposer=F("reviewer")),
            ),
            models.CheckConstraint(
                name="sg_06_inherited_is_never_active",
                condition=Q(origin="decided") | Q(status__in=["restricted", "closed"]),
            ),
            models.CheckConstraint(
                name="sg_18_old_enough",
                condition=Q(origin="inherited")
                | Q(born_on__lte=Func(F("opened_on"), template="((%(expressions)s - interval '13 years')::date)")),
            ),
            models.UniqueConstraint(
                name="one_open_entry_per_listing", fields=["listing"], condition=Q(closed_at__isnull=True)
            ),
            models.CheckConstraint(
                name="closed_says_why", condition=~Q(status="closed") | (Q(closed_at__isnull=False) & ~Q(why_closed=""))
            ),
            ExclusionConstraint(
                name="sg_19_one_entry_at_a_time",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (
                        Func(F("opened_at"), F("closed_at"), function="tstzrange", output_field=DateTimeRangeField()),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]
