"""Records opened in an emergency: by whom, until when, who was told, what somebody else found of it (SG-66)."""

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual

from evenhand.casework import policy
from evenhand.casework.emergency import FINDINGS
from evenhand.register.keys import cipher
from evenhand.register.models.sealed import PersonalText, Sealed

# The floor that holds everywhere: a local setting may only be tighter. Adopting another edition is a migration.
_FLOOR = policy.load()
_LONGEST = f"(%(expressions)s + interval '{_FLOOR.number('emergency_hours')} hours')"
_LATEST = f"((%(expressions)s AT TIME ZONE 'Europe/London')::date + {_FLOOR.number('emergency_review_days')})"
_SHORTEST = cipher.ADDED + _FLOOR.number("emergency_reason_min_characters")


class EmergencyUse(models.Model):
    """That somebody opened a record, and what became of it. It says nothing of whose, and outlives their erasure.

    `supervisor` was told; where there is none, those who watch over the register were.
    """

    account = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    supervisor = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    review_by = models.DateField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    finding = models.CharField(max_length=13, blank=True)
    reviewed_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sg_66_emergency_ends_within_hours",
                condition=Q(until__gt=F("opened_at")) & Q(until__lte=Func(F("opened_at"), template=_LONGEST)),
            ),
            models.CheckConstraint(
                name="sg_66_emergency_is_reviewed_within_days",
                condition=Q(review_by__lte=Func(F("opened_at"), template=_LATEST)),
            ),
            models.CheckConstraint(
                name="sg_66_emergency_is_told_to_somebody_else", condition=~Q(supervisor=F("account"))
            ),
            models.CheckConstraint(
                name="sg_66_emergency_is_reviewed_by_somebody_else", condition=~Q(reviewed_by=F("account"))
            ),
            models.CheckConstraint(
                name="emergency_finding_says_who_and_when",
                condition=Q(finding="", reviewed_by=None, reviewed_at=None)
                | Q(finding__in=list(FINDINGS), reviewed_by__isnull=False, reviewed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="emergency_to_review", fields=["account"], condition=Q(finding="")),
        ]


class EmergencyRecord(Sealed):
    """Whose record it was, why it was opened, and the reasons for what was found of that: gone with the person."""

    sealed_for = "person", "person_id"
    use = models.OneToOneField(EmergencyUse, models.PROTECT, primary_key=True, related_name="record")
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    reason = PersonalText()
    found_because = PersonalText(default=b"")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sg_66_emergency_has_reason", condition=Q(GreaterThanOrEqual(Length("reason"), _SHORTEST))
            ),
        ]
        indexes = [models.Index(name="emergency_by_person", fields=["person"])]
