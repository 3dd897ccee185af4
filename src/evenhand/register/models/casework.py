"""Proposals, decisions and entries. The constraints keep the promises that a table can keep by itself."""

import uuid

from django.db import models
from django.db.models import F, Func, Q

from evenhand.register.models.sealed import PersonalText, Sealed, given


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

    class Meta:
        constraints = [
            models.CheckConstraint(name="sg_06_reasons_for_proposing", condition=given("reasons")),
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

    class Meta:
        constraints = [
            models.CheckConstraint(name="sg_06_two_people_review", condition=~Q(proposer=F("reviewer"))),
            models.CheckConstraint(name="sg_17_reasons_given", condition=given("reasons")),
        ]


class Entry(models.Model):
    """A live registration: it has a review date and an end from its first moment. Once removed, its row is gone.

    What it is today (in use, restricted, at its end) is stored nowhere: `register/entries.py` works it out.
    `zero_on`: the first day on which nothing recorded counts any more. `round`: how often it was reviewed. `noted`:
    for which day the day's clocks have said what ("overdue" for the review of 1 May), so that they say it once.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="entries")
    origin = models.CharField(max_length=10)
    nomination = models.ForeignKey(Nomination, models.PROTECT, null=True, related_name="+")
    review = models.OneToOneField(Review, models.PROTECT, null=True, related_name="entry")
    listing = models.ForeignKey("register.Listing", models.PROTECT, null=True, related_name="+")
    proposer = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    reviewer = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    area = models.CharField(max_length=20)
    born_on = models.DateField()
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    review_by = models.DateField()
    review_reason = models.TextField(blank=True)
    last_proven_on = models.DateField(null=True)
    expires_on = models.DateField()
    zero_on = models.DateField()
    set_aside_on = models.DateField(null=True)
    round = models.IntegerField(default=0)
    noted = models.JSONField(default=dict)

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
                name="sg_18_old_enough",
                condition=Q(
                    born_on__lte=Func(F("opened_on"), template="((%(expressions)s - interval '13 years')::date)")
                ),
            ),
            models.CheckConstraint(
                name="sg_22_ends_in_time",
                condition=Q(origin="inherited", last_proven_on=None)
                & Q(expires_on__lte=Func(F("opened_on"), template="(%(expressions)s + 183)"))
                | Q(origin="decided", last_proven_on__lte=F("review_by"))
                & (
                    Q(
                        born_on__lte=Func(
                            F("last_proven_on"), template="((%(expressions)s - interval '18 years')::date)"
                        ),
                        expires_on__lte=Func(
                            F("last_proven_on"), template="((%(expressions)s + interval '36 months')::date)"
                        ),
                    )
                    | Q(
                        expires_on__lte=Func(
                            F("last_proven_on"), template="((%(expressions)s + interval '18 months')::date)"
                        )
                    )
                ),
            ),
            models.UniqueConstraint(name="one_entry_per_listing", fields=["listing"]),
            models.UniqueConstraint(name="sg_19_one_entry_at_a_time", fields=["person"]),
        ]


class EntryReview(Sealed):
    """What somebody decided of an entry when it was due, and why it is still kept. `round` counts from 1."""

    sealed_for = "person", "person_id"
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="reviews")
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    round = models.IntegerField()
    reviewer = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10)
    reasons = PersonalText()
    child_welfare = PersonalText()
    decided_on = models.DateField()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_review_a_round", fields=["entry", "round"]),
            models.CheckConstraint(name="sg_23_kept_for_reasons", condition=given("reasons")),
        ]


class BlindVote(Sealed):
    """What one of two people says who decide about a child; neither sees the other's before both have voted.

    `case` is the proposal (round 0) or the entry that they decide on.
    """

    sealed_for = "person", "person_id"
    case = models.UUIDField()
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    round = models.IntegerField()
    voter = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    says = models.CharField(max_length=10)
    reasons = PersonalText()
    child_welfare = PersonalText()
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="sg_18_one_vote_each", fields=["case", "round", "voter"])]


class Removal(models.Model):
    """That somebody was taken off the register, and the day: so that nothing older brings them back."""

    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    origin = models.CharField(max_length=10)
    why = models.CharField(max_length=10)
    area = models.CharField(max_length=20)
    opened_on = models.DateField()
    removed_on = models.DateField()


class DayRun(models.Model):
    """That the day's clocks were run, and what they did, in numbers."""

    day = models.DateField(unique=True)
    ran_at = models.DateTimeField()
    counts = models.JSONField()


class SupportReferral(Sealed):
    """Somebody thought that this person might want help. What becomes of it is not for enforcement to see."""

    sealed_for = "person", "person_id"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    reasons = PersonalText()
    made_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
