"""Scores as they were computed. Never changed: a new run says something new."""

from django.db import models


class ScoreRun(models.Model):
    """One computation: which instrument, as at which day, knowing what we knew when (SG-15)."""

    instrument_digest = models.CharField(max_length=64)
    as_at = models.DateField()
    known_at = models.DateTimeField()
    people = models.IntegerField()
    digest = models.CharField(max_length=64)
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sg_15_run_can_be_repeated", condition=models.Q(instrument_digest__regex="^[0-9a-f]{64}$")
            )
        ]


class ScoreTotal(models.Model):
    """One person's two totals in millipoints. They are never summed (SG-13)."""

    run = models.ForeignKey(ScoreRun, models.PROTECT, related_name="totals")
    person = models.ForeignKey("register.Person", models.PROTECT, related_name="+")
    caused = models.BigIntegerField()
    suffered = models.BigIntegerField()
    band = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_total_per_run", fields=["person", "run"])]
