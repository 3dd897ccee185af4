"""What a person says is not right, and what is to be told to whom because of what became of an entry."""

import uuid

from django.db import models
from django.db.models import Q

from evenhand.register.models.sealed import PersonalText, Sealed, given


class Dispute(Sealed):
    """The person says that something is not right. `opened_by` is who wrote it down; None where they did it themselves.

    `told_on`: when the letter went out that says what was decided; some days after it the record can be used again.
    """

    sealed_for = "person", "person_id"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    area = models.CharField(max_length=20)
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    what = PersonalText()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=10, blank=True)
    reasons = PersonalText()
    told_on = models.DateField(null=True)
    lift_noted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="dispute_says_what", condition=given("what")),
            models.CheckConstraint(
                name="sg_53_decided_with_reasons",
                condition=Q(decided_at=None, finding="", decided_by=None)
                | Q(decided_at__isnull=False, finding__in=["right", "partly", "not-right"], decided_by__isnull=False)
                & given("reasons"),
            ),
            models.CheckConstraint(
                name="sg_53_decided_before_told", condition=Q(told_on=None) | Q(decided_at__isnull=False)
            ),
            models.UniqueConstraint(name="one_open_dispute", fields=["person"], condition=Q(decided_at=None)),
        ]


class OutgoingLetter(models.Model):
    """A letter that is to be sent to a person. Its words are made when it is read, and are stored nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    dispute = models.ForeignKey(Dispute, models.PROTECT, null=True, related_name="+")
    queued_on = models.DateField()
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    stopped_on = models.DateField(null=True)
    why_stopped = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sg_25_sent_or_stopped", condition=Q(sent_on=None) | Q(stopped_on=None, sent_by__isnull=False)
            )
        ]


class RecipientNotice(models.Model):
    """That everybody who was given something about a person has to be told what happened, and do the same.

    Nothing is given to anybody yet, so nobody is to be told yet: a release connects itself to these rows.
    """

    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    what = models.CharField(max_length=12)
    happened_on = models.DateField()
