"""What the feeds said. Every version of every record is kept, with the file and line it came from.

Texts are sealed; dates, codes and references stand as they are, for the rules that the database keeps and the score.
"""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from evenhand.register.models.sealed import PersonalText, Sealed, SealedJSON, SealedText, given


class Load(models.Model):
    """One file, loaded once: rows in = loaded + unchanged + quarantined + withheld, held by a constraint.

    `withheld` are rows about people who were erased, or of an old list about people who were removed here: nothing of
    them is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    file_name = SealedText()
    sha256 = models.CharField(max_length=64)
    feed = models.CharField(max_length=20)
    file_format = models.CharField(max_length=10)
    header = models.JSONField()
    rows_seen = models.IntegerField()
    loaded = models.IntegerField()
    unchanged = models.IntegerField()
    quarantined = models.IntegerField()
    withheld = models.IntegerField(default=0)
    loaded_by = models.ForeignKey("register.Account", models.PROTECT, related_name="+")
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nothing_lost",
                condition=models.Q(
                    rows_seen=models.F("loaded")
                    + models.F("unchanged")
                    + models.F("quarantined")
                    + models.F("withheld")
                ),
            )
        ]


class QuarantinedRow(models.Model):
    """A row that could not be used, whole, with every reason. Corrected rows point to the load that took them in."""

    load = models.ForeignKey(Load, models.PROTECT, related_name="quarantine")
    line = models.IntegerField()
    raw = SealedText()
    reasons = SealedJSON()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("register.Account", models.PROTECT, null=True, related_name="+")
    settled_in = models.ForeignKey(Load, models.PROTECT, null=True, related_name="+")


class SourceRecord(models.Model):
    """A person as one source knows them. Who that is, a link decides."""

    source = models.CharField(max_length=40)
    reference = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_source_record", fields=["source", "reference"])]


class Version(models.Model):
    """What every record of every feed has: where it is from, which version it is, when we learned it."""

    source = models.CharField(max_length=40)
    reference = models.CharField(max_length=80)
    version = models.IntegerField()
    digest = models.CharField(max_length=64)
    load = models.ForeignKey(Load, models.PROTECT, related_name="+")
    line = models.IntegerField()
    learned_at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(name="%(class)s_version", fields=["source", "reference", "version"]),
        ]


class AboutSomebody(Version):
    """A record about a person as its source knows them."""

    about = models.ForeignKey(SourceRecord, models.PROTECT, related_name="+")

    class Meta(Version.Meta):
        abstract = True


class Identification(AboutSomebody, Sealed):
    """Identifying details as one source gives them. Ethnicity and sex are not here (SG-41).

    `words` and `identifiers` are keyed digests (keys/marks.py), by which it is found without plain text.
    """

    sealed_for = "record", "about_id"
    given_names = PersonalText(max_length=120)
    family_name = PersonalText(max_length=120)
    born_on = models.DateField()
    address_line = PersonalText(max_length=200)
    postcode = PersonalText(max_length=10)
    area = models.CharField(max_length=20)
    pnc_id = PersonalText(max_length=40)
    cro_number = PersonalText(max_length=40)
    prison_number = PersonalText(max_length=40)
    words = ArrayField(models.BigIntegerField())
    identifiers = ArrayField(models.BigIntegerField())

    class Meta(AboutSomebody.Meta):
        indexes = [
            GinIndex(name="by_words", fields=["words"]),
            GinIndex(name="by_identifiers", fields=["identifiers"]),
            models.Index(name="by_birth_date", fields=["born_on"]),
        ]


class Event(AboutSomebody):
    """One person's part in one incident, as one source recorded it."""

    role = models.CharField(max_length=12)
    offence_code = models.CharField(max_length=10)
    occurred_on = models.DateField()
    outcome_type = models.CharField(max_length=8, blank=True)
    court_result = models.CharField(max_length=14, blank=True)
    evidential_test = models.CharField(max_length=8, blank=True)
    origin = models.CharField(max_length=80)
    source_document = models.CharField(max_length=120)
    recorded_on = models.DateField()

    class Meta(AboutSomebody.Meta):
        constraints = [
            *AboutSomebody.Meta.constraints,
            models.CheckConstraint(
                name="sg_12_one_role",
                condition=models.Q(role__in=["suspect", "convicted", "victim", "witness"]),
            ),
        ]


class CorrectionRecord(AboutSomebody):
    """What became of an event after it was recorded: it takes the event's points to zero at once (SG-29)."""

    event_reference = models.CharField(max_length=80)
    correction = models.CharField(max_length=20)
    decided_on = models.DateField()
    source_document = models.CharField(max_length=120)

    class Meta(AboutSomebody.Meta):
        indexes = [models.Index(name="correction_of_event", fields=["source", "event_reference"])]


class Said(AboutSomebody, Sealed):
    """Something that somebody said of a person: fact or opinion, never both (SG-27)."""

    sealed_for = "record", "about_id"
    statement = models.CharField(max_length=8)
    author = PersonalText(max_length=120)
    basis = PersonalText()
    source_document = models.CharField(max_length=120)

    class Meta(AboutSomebody.Meta):
        abstract = True
        constraints = [
            *AboutSomebody.Meta.constraints,
            models.CheckConstraint(
                name="sg_27_%(class)s_opinion_has_author",
                condition=models.Q(statement="fact")
                | (models.Q(statement="opinion") & given("author") & given("basis")),
            ),
        ]


class Intelligence(Said):
    """One graded intelligence item (3x5x2)."""

    source_grade = models.CharField(max_length=1)
    assessment_grade = models.CharField(max_length=1)
    handling_code = models.CharField(max_length=1)
    handling_conditions = PersonalText()
    origin = models.CharField(max_length=80)
    collected_on = models.DateField()
    currency = models.CharField(max_length=12)
    content = PersonalText()

    class Meta(Said.Meta):
        constraints = [
            *Said.Meta.constraints,
            models.CheckConstraint(
                name="sg_28_graded_and_sourced",
                condition=models.Q(source_grade__in=["1", "2", "3"])
                & models.Q(assessment_grade__in=["A", "B", "C", "D", "E"])
                & models.Q(handling_code__in=["P", "C"])
                & models.Q(currency__in=["current", "out_of_date"])
                & ~models.Q(source_document="")
                & ~models.Q(origin=""),
            ),
        ]


class Referral(Said):
    """A concern that a council, school, health body or youth service raised."""

    body = models.CharField(max_length=20)
    made_on = models.DateField()
    concern = PersonalText()


class StatusRecord(AboutSomebody):
    """Custody, release or death, as a source reports it."""

    status = models.CharField(max_length=12)
    effective_on = models.DateField()
    source_document = models.CharField(max_length=120)


class Listing(AboutSomebody, Sealed):
    """One row of an inherited list. It confers nothing: two people must decide it afresh or let it go."""

    sealed_for = "record", "about_id"
    listed_on = models.DateField()
    band = models.CharField(max_length=10)
    basis = PersonalText()
    last_reviewed_on = models.DateField(null=True)
    area = models.CharField(max_length=20)
