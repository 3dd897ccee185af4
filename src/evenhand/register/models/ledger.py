"""The ledger as stored: accesses that are open, entries, and the tree that a sequencer builds over them."""

from django.db import models

from evenhand.casework import log_use
from evenhand.register.models.sealed import PersonalText, Sealed

OF_ONE = ("person", "support")
OPENS = (*OF_ONE, "index", "quarantine", "log", "everything", "support-index")


class Access(models.Model):
    """Somebody is about to look or act: committed before a row is shown, gone when its one ledger entry is written.

    The database fills in which connection may use it and when it was recorded. `opens` says what it lets that
    connection see (SG-66).
    """

    event = models.CharField(max_length=40)
    actor = models.CharField(max_length=80)
    purpose = models.CharField(max_length=60)
    person = models.UUIDField(null=True)
    opens = models.CharField(max_length=16)
    begun_at = models.DateTimeField()
    particulars_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="access_opens",
                condition=models.Q(opens__in=OPENS) & (~models.Q(opens__in=OF_ONE) | models.Q(person__isnull=False)),
            ),
            models.CheckConstraint(
                name="sg_57_log_is_opened_for_a_lawful_use",
                condition=~models.Q(opens="log") | models.Q(purpose__in=list(log_use.SAYS)),
            ),
        ]


class LedgerEntry(models.Model):
    """One act. `access` is the number of the access that it ends; nothing here is ever changed or removed (SG-56)."""

    body = models.TextField()
    leaf_hash = models.BinaryField()
    event = models.CharField(max_length=40)
    actor = models.CharField(max_length=80)
    subject = models.UUIDField(null=True)
    access = models.BigIntegerField(null=True, unique=True)

    class Meta:
        indexes = [models.Index(name="ledger_by_subject", fields=["subject"])]


class LedgerParticulars(Sealed):
    """Free text that belongs to an act (a reason, say), with its own salt: access and entry hold only the salted
    digest, so that both can be erased and the ledger still verifies."""

    sealed_for = "person", "person"
    digest = models.CharField(max_length=64, primary_key=True)
    person = models.UUIDField(null=True)
    salt = PersonalText()
    text = PersonalText()

    class Meta:
        indexes = [models.Index(name="particulars_by_person", fields=["person"])]


class LedgerMention(models.Model):
    """Somebody who was shown in a list: the entry holds only a salted digest of who it was, this says who."""

    entry = models.ForeignKey(LedgerEntry, models.PROTECT, related_name="mentions")
    person = models.UUIDField()
    actor = models.CharField(max_length=80)
    salt = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="mentioned_once", fields=["entry", "person"])]
        indexes = [
            models.Index(name="mention_by_person", fields=["person"]),
            models.Index(name="mention_by_actor", fields=["actor", "at"]),
        ]


class LedgerLeaf(models.Model):
    """The position of an entry in the tree, given by the sequencer once the act is committed."""

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(LedgerEntry, models.PROTECT, related_name="leaf")


class LedgerTile(models.Model):
    """256 neighbouring hashes of one level of the tree, complete, and the hash over them (C2SP tlog-tiles)."""

    level = models.SmallIntegerField()
    number = models.BigIntegerField()
    hashes = models.BinaryField()
    root = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(name="one_tile", fields=["level", "number"])]


class LedgerCheckpoint(models.Model):
    """The tree at one size, signed: what anybody outside can hold the register to.

    `peaks` are the roots of the complete subtrees (32 bytes each), from which the tree grows on. The database adds
    the horizon, from which on entries may still lack a place.
    """

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    peaks = models.BinaryField()
    note = models.TextField()
    made_at = models.DateTimeField()


class LedgerCosignature(models.Model):
    """A witness outside has seen this checkpoint and found that it continues the one it saw before."""

    checkpoint = models.ForeignKey(LedgerCheckpoint, models.PROTECT, related_name="cosignatures")
    witness = models.CharField(max_length=120)
    line = models.TextField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="cosigned_once", fields=["checkpoint", "witness"])]


class LedgerAlarm(models.Model):
    """Something is wrong with the log: what, when it was first seen, and when it was last so."""

    kind = models.CharField(max_length=40, unique=True)
    says = models.TextField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
