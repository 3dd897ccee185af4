"""The weekly sample of look-ups, and what has to be known to see what stands out in one (SG-57)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q

from evenhand.casework import policy
from evenhand.casework.answering import FINDINGS
from evenhand.register.models.sealed import PersonalText, Sealed

# The floor that holds everywhere: a local setting may only be shorter. Adopting another edition is a migration.
_LONGEST = policy.load().number("watch_days_max")


class AccountDeclaration(models.Model):
    """A surname, a postcode or a record that an account must not look up, as a keyed digest made for it alone.

    What it stands for cannot be read back, and two accounts that declare the same have nothing in common here.
    """

    account = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    mark = models.BinaryField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="declared_kind", condition=Q(kind__in=["surname", "postcode", "record"]))
        ]
        indexes = [models.Index(name="declaration_by_account", fields=["account"])]


class WatchedRecord(models.Model):
    """Every look at this person is asked about until a day: because the record draws curiosity, or, where an account is
    named, because it is that account's own or their family's."""

    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    account = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    why = models.CharField(max_length=16)
    made_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    made_on = models.DateField()
    ends_on = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="watched_for_a_time",
                condition=Q(ends_on__gt=F("made_on"))
                & Q(ends_on__lte=Func(F("made_on"), template=f"(%(expressions)s + {_LONGEST})")),
            ),
        ]
        indexes = [models.Index(name="watched_by_person", fields=["person"])]


class AuditSample(models.Model):
    """The sample of the week that began on this Monday: from which tree it was drawn, and how much there was."""

    week = models.DateField(primary_key=True)
    drawn_at = models.DateTimeField()
    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    look_ups = models.IntegerField()
    signalled = models.IntegerField()
    left_out = models.IntegerField()
    asked = models.IntegerField()


class AuditQuestion(Sealed):
    """Why did you look? Asked of whoever looked, answered by them, settled by somebody else."""

    sealed_for = "person", "person_id"
    sample = models.ForeignKey(AuditSample, models.PROTECT, related_name="questions")
    entry = models.ForeignKey("register.LedgerEntry", models.PROTECT, related_name="+")
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    area = models.CharField(max_length=20)
    account = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    signals = ArrayField(models.CharField(max_length=16))
    asked_on = models.DateField()
    due_on = models.DateField()
    answer = PersonalText(default=b"")
    answered_at = models.DateTimeField(null=True)
    finding = models.CharField(max_length=8, blank=True)
    found_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="asked_once", fields=["sample", "entry", "person"]),
            models.CheckConstraint(name="sg_57_somebody_else_judges", condition=~Q(found_by=F("account"))),
            models.CheckConstraint(
                name="finding_says_who_and_when",
                condition=Q(finding="", found_by=None, found_at=None)
                | Q(finding__in=list(FINDINGS), found_by__isnull=False, found_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="question_by_person", fields=["person"]),
            models.Index(name="question_by_account", fields=["account"]),
        ]
