"""Is the register even-handed: who meets the rule of evidence, while that is counted; alarms, and what was said."""

from django.db import models

from evenhand.casework.evenness import Verdict


class EligiblePerson(models.Model):
    """Who meets the rule of evidence, for the moments in which that is counted by group. Empty at all other times."""

    person = models.OneToOneField("register.Person", models.PROTECT, related_name="+")


class EvennessAlarm(models.Model):
    """A stage fell so differently on a group, when figures were counted, that somebody has to say why.

    `periods`: in how many counts running it did, the first of them `first_as_at`. `people` is rounded (NULL: fewer than
    five); ratio and interval have one decimal (NULL: there is no such number).
    """

    as_at = models.DateField()
    raised_at = models.DateTimeField()
    basis = models.CharField(max_length=8)
    stage = models.CharField(max_length=20)
    among = models.CharField(max_length=20)
    category = models.CharField(max_length=40)
    people = models.IntegerField(null=True)
    ratio = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    adjusted = models.FloatField()
    first_as_at = models.DateField()
    periods = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_alarm_a_day", fields=["as_at", "basis", "stage", "category"])]


class EvennessAnswer(models.Model):
    """What somebody found out about an alarm, in writing."""

    alarm = models.ForeignKey(EvennessAlarm, models.PROTECT, related_name="answers")
    words = models.TextField()
    answered_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="answer_says_why", condition=models.Q(words__regex=r"\S"))]


class EvennessDecision(models.Model):
    """What the senior owner decided when a difference had gone on unexplained (SG-46)."""

    verdict = models.CharField(max_length=10)
    words = models.TextField()
    decided_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="sg_46_decided_in_writing", condition=models.Q(words__regex=r"\S")),
            models.CheckConstraint(
                name="decision_of_a_kind", condition=models.Q(verdict__in=[one.value for one in Verdict])
            ),
        ]
