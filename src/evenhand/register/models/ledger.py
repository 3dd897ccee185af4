"""The ledger as stored: entries written in the act's own transaction, positions given after it."""

from django.db import models

OPENS = ("nothing", "person", "index", "quarantine", "everything")


class LedgerEntry(models.Model):
    """One act. The database fills `xact` and `recorded_at` itself; nothing here is ever changed or removed (SG-56)."""

    body = models.TextField()
    leaf_hash = models.BinaryField()
    event = models.CharField(max_length=40)
    actor = models.CharField(max_length=80)
    subject = models.UUIDField(null=True)
    opens = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ledger_opens",
                condition=models.Q(opens__in=OPENS),
            )
        ]
        indexes = [models.Index(name="ledger_by_subject", fields=["subject"])]


class LedgerLeaf(models.Model):
    """The position of an entry in the chain, given by the sequencer once the act is committed."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="leaf")
    chain_hash = models.BinaryField()


class LedgerParticulars(models.Model):
    """Free text that belongs to an act (a reason, say), with its own salt: the entry holds only the salted digest,
    so that both can be erased and the ledger still verifies."""

    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="particulars")
    salt = models.CharField(max_length=32)
    text = models.TextField()
