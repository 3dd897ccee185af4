"""The support route: who was referred, what was offered, what became of it. A door of its own (SG-13).

Only what works on the support route may import this module: the other models do not give these names on.
"""

import uuid

from django.db import models
from django.db.models import Q

from evenhand.register.models.sealed import PersonalText, Sealed


class OfSupport(Sealed):
    """What every row of the support route has: whose it is, and who wrote it down when."""

    sealed_for = "person", "person_id"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    made_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        abstract = True


class SupportReferral(OfSupport):
    """Somebody thought that this person might want help. What becomes of it is not for enforcement to see."""

    source = models.CharField(max_length=8, default="officer")
    reasons = PersonalText()


class SupportOffer(OfSupport):
    """Help that was offered, and what the person said to it, once they have."""

    kind = models.CharField(max_length=12)
    how = models.CharField(max_length=8)
    offered_on = models.DateField()
    answer = models.CharField(max_length=8, default="")
    answered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sg_63_answer_has_its_day",
                condition=Q(answer="", answered_on=None)
                | Q(
                    answer__in=["accepted", "declined"],
                    answered_on__isnull=False,
                    answered_on__gte=models.F("offered_on"),
                ),
            ),
        ]


class SupportPlan(OfSupport):
    """What was agreed with the person. The newest is the plan; the earlier ones are kept."""

    plan = PersonalText()


class SupportContact(OfSupport):
    """That somebody spoke or wrote with the person."""

    contact_on = models.DateField()
    kind = models.CharField(max_length=8)
    note = PersonalText()


class SupportOutcome(OfSupport):
    """How the help that was accepted came to its end."""

    offer = models.OneToOneField(SupportOffer, models.PROTECT, related_name="outcome")
    outcome = models.CharField(max_length=18)
    ended_on = models.DateField()
    note = PersonalText()
