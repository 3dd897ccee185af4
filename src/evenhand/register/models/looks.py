"""The person's own page: the letters that open it, and what is held back from it for a time (SG-65)."""

from django.db import models
from django.db.models import F, Func, Q

from evenhand.casework import policy
from evenhand.casework.looks import GROUNDS

# The floor that holds everywhere: a local setting may only be shorter. Adopting another edition is a migration.
_LONGEST = policy.load().number("look_delay_days_max")


class AccessLetter(models.Model):
    """A letter with which one person can open their own page. Of its key only a slow hash is kept."""

    reference = models.CharField(max_length=8, unique=True)
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    salt = models.CharField(max_length=32)
    key_hash = models.CharField(max_length=128)
    made_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    valid_until = models.DateField()
    wrong_keys = models.SmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    why_ended = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_letter_at_a_time", fields=["person"], condition=Q(ended_at__isnull=True))
        ]


class LookDelay(models.Model):
    """Who decided that the person is told of one ledger entry only later, on which ground, until which day."""

    entry = models.ForeignKey("register.LedgerEntry", models.PROTECT, related_name="delays")
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    ground = models.CharField(max_length=20)
    authoriser = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    made_on = models.DateField()
    ends_on = models.DateField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(name="sg_65_ground_is_one_of_five", condition=Q(ground__in=list(GROUNDS))),
            models.CheckConstraint(
                name="sg_65_delay_ends_soon",
                condition=Q(ends_on__gt=F("made_on"))
                & Q(ends_on__lte=Func(F("made_on"), template=f"(%(expressions)s + {_LONGEST})")),
            ),
        ]
        indexes = [models.Index(name="delay_by_person", fields=["person"])]
