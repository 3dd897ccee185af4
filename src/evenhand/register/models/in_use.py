"""Whether this database is the register in use."""

from django.db import models


class InUse(models.Model):
    """One row: this database may be signed in to. Backups leave it out, and a restore puts it back (SG-64)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    since = models.DateTimeField()

    class Meta:
        db_table = "register_inuse"
        constraints = [models.CheckConstraint(name="one_in_use", condition=models.Q(id=1))]
