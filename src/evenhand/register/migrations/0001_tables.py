# Made from the models.

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.conf import settings
from django.db import migrations, models

import evenhand.register.models.sealed


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditSample",
            fields=[
                ("week", models.DateField(primary_key=True, serialize=False)),
                ("drawn_at", models.DateTimeField()),
                ("size", models.BigIntegerField()),
                ("root", models.CharField(max_length=64)),
                ("look_ups", models.IntegerField()),
                ("signalled", models.IntegerField()),
                ("left_out", models.IntegerField()),
                ("asked", models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="DayRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("ran_at", models.DateTimeField()),
                ("counts", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="EmergencyUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("review_by", models.DateField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                ("finding", models.CharField(blank=True, max_length=13)),
                ("reviewed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ErasedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.BinaryField(unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="LedgerAlarm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40, unique=True)),
                ("says", models.TextField()),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="LedgerCheckpoint",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("root", models.BinaryField()),
                ("peaks", models.BinaryField()),
                ("note", models.TextField()),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_at", models.DateField()),
                ("figures", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("published_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60, unique=True)),
                ("display_name", models.CharField(max_length=120)),
                ("role", models.CharField(max_length=30)),
                ("area", models.CharField(blank=True, max_length=20)),
                ("unit", models.CharField(blank=True, max_length=60)),
                ("body", models.CharField(blank=True, max_length=120)),
                ("is_inspector", models.BooleanField(default=False)),
                ("is_person", models.BooleanField(default=True)),
                ("is_active", models.BooleanField(default=True)),
                ("made_at", models.DateTimeField()),
                ("suspension_told_at", models.DateTimeField(null=True)),
                (
                    "supervisor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Access",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.CharField(max_length=40)),
                ("actor", models.CharField(max_length=80)),
                ("purpose", models.CharField(max_length=60)),
                ("person", models.UUIDField(null=True)),
                ("opens", models.CharField(max_length=16)),
                ("begun_at", models.DateTimeField()),
                ("particulars_digest", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "opens__in",
                                ("person", "support", "index", "quarantine", "log", "everything", "support-index"),
                            ),
                            models.Q(
                                models.Q(("opens__in", ("person", "support")), _negated=True),
                                ("person__isnull", False),
                                _connector="OR",
                            ),
                        ),
                        name="access_opens",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opens", "log"), _negated=True),
                            (
                                "purpose__in",
                                ["lawfulness", "self-monitoring", "integrity", "criminal-proceedings", "commissioner"],
                            ),
                            _connector="OR",
                        ),
                        name="sg_57_log_is_opened_for_a_lawful_use",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AccountDeclaration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=8)),
                ("mark", models.BinaryField()),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BenchmarkAdoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adopted_at", models.DateTimeField()),
                ("title", models.CharField(max_length=200)),
                ("source", models.TextField()),
                ("dated", models.DateField()),
                ("basis", models.CharField(max_length=8)),
                ("residents", models.JSONField()),
                (
                    "adopted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CharterVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adopted_at", models.DateTimeField()),
                ("content", models.JSONField()),
                (
                    "adopted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                ("adopted_at", models.DateTimeField()),
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("reasons", models.TextField()),
                ("closed_on", models.DateField()),
                ("access_until", models.DateField()),
                ("destroyed_at", models.DateTimeField(null=True)),
                ("certificate", models.JSONField(null=True)),
                ("certificate_digest", models.CharField(blank=True, max_length=64)),
                (
                    "adopted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "destroyed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "destruction_approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("area", models.CharField(max_length=20)),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("what", evenhand.register.models.sealed.PersonalText()),
                ("decided_at", models.DateTimeField(null=True)),
                ("finding", models.CharField(blank=True, max_length=10)),
                ("reasons", evenhand.register.models.sealed.PersonalText()),
                ("told_on", models.DateField(null=True)),
                ("lift_noted", models.BooleanField(default=False)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EmergencyRecord",
            fields=[
                (
                    "use",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="record",
                        serialize=False,
                        to="register.emergencyuse",
                    ),
                ),
                ("reason", evenhand.register.models.sealed.PersonalText()),
                ("found_because", evenhand.register.models.sealed.PersonalText(default=b"")),
            ],
        ),
        migrations.AddField(
            model_name="emergencyuse",
            name="account",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="emergencyuse",
            name="acknowledged_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="emergencyuse",
            name="reviewed_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="emergencyuse",
            name="supervisor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("person", models.UUIDField()),
                ("ground", models.CharField(max_length=40)),
                ("reason", evenhand.register.models.sealed.PersonalText()),
                ("proposed_at", models.DateTimeField()),
                ("signed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("counts", models.JSONField(default=dict)),
                (
                    "proposed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EvennessAlarm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_at", models.DateField()),
                ("raised_at", models.DateTimeField()),
                ("basis", models.CharField(max_length=8)),
                ("stage", models.CharField(max_length=20)),
                ("among", models.CharField(max_length=20)),
                ("category", models.CharField(max_length=40)),
                ("people", models.IntegerField(null=True)),
                ("ratio", models.FloatField(null=True)),
                ("low", models.FloatField(null=True)),
                ("high", models.FloatField(null=True)),
                ("adjusted", models.FloatField()),
                ("first_as_at", models.DateField()),
                ("periods", models.IntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("as_at", "basis", "stage", "category"), name="one_alarm_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="EvennessAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("answered_at", models.DateTimeField()),
                (
                    "alarm",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="register.evennessalarm"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EvennessDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verdict", models.CharField(max_length=10)),
                ("words", models.TextField()),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="InstrumentAdoption",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adopted_at", models.DateTimeField()),
                ("instrument_id", models.CharField(max_length=60)),
                ("digest", models.CharField(max_length=64)),
                (
                    "adopted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InUse",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("since", models.DateTimeField()),
            ],
            options={
                "db_table": "register_inuse",
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="one_in_use")],
            },
        ),
        migrations.CreateModel(
            name="LedgerCosignature",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("witness", models.CharField(max_length=120)),
                ("line", models.TextField()),
                ("seen_at", models.DateTimeField()),
                (
                    "checkpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cosignatures",
                        to="register.ledgercheckpoint",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.TextField()),
                ("leaf_hash", models.BinaryField()),
                ("event", models.CharField(max_length=40)),
                ("actor", models.CharField(max_length=80)),
                ("subject", models.UUIDField(null=True)),
                ("access", models.BigIntegerField(null=True, unique=True)),
            ],
            options={
                "indexes": [models.Index(fields=["subject"], name="ledger_by_subject")],
            },
        ),
        migrations.CreateModel(
            name="LedgerLeaf",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="leaf", to="register.ledgerentry"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LedgerMention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.UUIDField()),
                ("actor", models.CharField(max_length=80)),
                ("salt", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="mentions", to="register.ledgerentry"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LedgerParticulars",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("person", models.UUIDField(null=True)),
                ("salt", evenhand.register.models.sealed.PersonalText()),
                ("text", evenhand.register.models.sealed.PersonalText()),
            ],
            options={
                "indexes": [models.Index(fields=["person"], name="particulars_by_person")],
            },
        ),
        migrations.CreateModel(
            name="LedgerTile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.SmallIntegerField()),
                ("number", models.BigIntegerField()),
                ("hashes", models.BinaryField()),
                ("root", models.BinaryField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("level", "number"), name="one_tile")],
            },
        ),
        migrations.CreateModel(
            name="Load",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("file_name", evenhand.register.models.sealed.SealedText()),
                ("sha256", models.CharField(max_length=64)),
                ("feed", models.CharField(max_length=20)),
                ("file_format", models.CharField(max_length=10)),
                ("header", models.JSONField()),
                ("rows_seen", models.IntegerField()),
                ("loaded", models.IntegerField()),
                ("unchanged", models.IntegerField()),
                ("quarantined", models.IntegerField()),
                ("withheld", models.IntegerField(default=0)),
                ("loaded_at", models.DateTimeField()),
                (
                    "loaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Listing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("reference", models.CharField(max_length=80)),
                ("version", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("line", models.IntegerField()),
                ("learned_at", models.DateTimeField()),
                ("listed_on", models.DateField()),
                ("band", models.CharField(max_length=10)),
                ("basis", evenhand.register.models.sealed.PersonalText()),
                ("last_reviewed_on", models.DateField(null=True)),
                ("area", models.CharField(max_length=20)),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.load"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LocalPolicy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adopted_at", models.DateTimeField()),
                ("settings", models.JSONField()),
                (
                    "adopted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Nomination",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("area", models.CharField(max_length=20)),
                ("born_on", models.DateField()),
                ("last_proven_on", models.DateField()),
                ("reasons", evenhand.register.models.sealed.PersonalText()),
                ("child_welfare", evenhand.register.models.sealed.PersonalText()),
                ("cited", models.JSONField()),
                ("ruling", models.JSONField()),
                ("status", models.CharField(default="proposed", max_length=12)),
                ("intent", models.CharField(default="support", max_length=8)),
                ("why_disruption", evenhand.register.models.sealed.PersonalText()),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="nominations", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("origin", models.CharField(max_length=10)),
                ("area", models.CharField(max_length=20)),
                ("born_on", models.DateField()),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                ("review_by", models.DateField()),
                ("review_reason", models.TextField(blank=True)),
                ("last_proven_on", models.DateField(null=True)),
                ("expires_on", models.DateField()),
                ("zero_on", models.DateField()),
                ("restricted_on", models.DateField(null=True)),
                ("round", models.IntegerField(default=0)),
                ("noted", models.JSONField(default=dict)),
                (
                    "proposer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.listing"
                    ),
                ),
                (
                    "nomination",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.nomination",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("adopted_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=20)),
                ("content", models.JSONField()),
                ("in_force_from", models.DateField()),
                ("review_by", models.DateField()),
                (
                    "adopted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "approved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutgoingLetter",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("queued_on", models.DateField()),
                ("sent_on", models.DateField(null=True)),
                ("stopped_on", models.DateField(null=True)),
                ("why_stopped", models.CharField(blank=True, max_length=10)),
                (
                    "dispute",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.dispute"
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LookDelay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ground", models.CharField(max_length=20)),
                ("made_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "authoriser",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="delays", to="register.ledgerentry"
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EntryReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.IntegerField()),
                ("outcome", models.CharField(max_length=10)),
                ("reasons", evenhand.register.models.sealed.PersonalText()),
                ("child_welfare", evenhand.register.models.sealed.PersonalText()),
                ("decided_on", models.DateField()),
                ("decided_at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="register.entry"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EligiblePerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BlindVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("case", models.UUIDField()),
                ("round", models.IntegerField()),
                ("says", models.CharField(max_length=10)),
                ("intent", models.CharField(max_length=10)),
                ("reasons", evenhand.register.models.sealed.PersonalText()),
                ("child_welfare", evenhand.register.models.sealed.PersonalText()),
                ("why_disruption", evenhand.register.models.sealed.PersonalText()),
                ("cast_at", models.DateTimeField()),
                (
                    "voter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuditQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("area", models.CharField(max_length=20)),
                (
                    "signals",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), size=None),
                ),
                ("asked_on", models.DateField()),
                ("due_on", models.DateField()),
                ("answer", evenhand.register.models.sealed.PersonalText(default=b"")),
                ("answered_at", models.DateTimeField(null=True)),
                ("finding", models.CharField(blank=True, max_length=8)),
                ("found_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "found_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="questions", to="register.auditsample"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.ledgerentry"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccessLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(max_length=8, unique=True)),
                ("salt", models.CharField(max_length=32)),
                ("key_hash", models.CharField(max_length=128)),
                ("made_at", models.DateTimeField()),
                ("valid_until", models.DateField()),
                ("wrong_keys", models.SmallIntegerField(default=0)),
                ("ended_at", models.DateTimeField(null=True)),
                ("why_ended", models.CharField(blank=True, max_length=10)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="QuarantinedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("line", models.IntegerField()),
                ("raw", evenhand.register.models.sealed.SealedText()),
                ("reasons", evenhand.register.models.sealed.SealedJSON()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="quarantine", to="register.load"
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "settled_in",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.load"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RecipientNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("what", models.CharField(max_length=12)),
                ("happened_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(max_length=10)),
                ("why", models.CharField(max_length=10)),
                ("area", models.CharField(max_length=20)),
                ("opened_on", models.DateField()),
                ("removed_on", models.DateField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("decision", models.CharField(max_length=10)),
                ("reasons", evenhand.register.models.sealed.PersonalText()),
                ("decided_at", models.DateTimeField()),
                ("intent", models.CharField(default="support", max_length=8)),
                ("why_disruption", evenhand.register.models.sealed.PersonalText()),
                (
                    "nomination",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="review", to="register.nomination"
                    ),
                ),
                (
                    "proposer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="entry",
            name="review",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="entry", to="register.review"
            ),
        ),
        migrations.CreateModel(
            name="ScoreRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("instrument_digest", models.CharField(max_length=64)),
                ("as_at", models.DateField()),
                ("known_at", models.DateTimeField()),
                ("people", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("computed_at", models.DateTimeField()),
                (
                    "computed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScoreTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("caused", models.BigIntegerField()),
                ("suffered", models.BigIntegerField()),
                ("band", models.CharField(max_length=20)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="totals", to="register.scorerun"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourceRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("reference", models.CharField(max_length=80)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("source", "reference"), name="one_source_record")],
            },
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("reference", models.CharField(max_length=80)),
                ("version", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("line", models.IntegerField()),
                ("learned_at", models.DateTimeField()),
                ("statement", models.CharField(max_length=8)),
                ("author", evenhand.register.models.sealed.PersonalText(max_length=120)),
                ("basis", evenhand.register.models.sealed.PersonalText()),
                ("source_document", models.CharField(max_length=120)),
                ("body", models.CharField(max_length=20)),
                ("made_on", models.DateField()),
                ("concern", evenhand.register.models.sealed.PersonalText()),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.load"
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.sourcerecord"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="listing",
            name="about",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.sourcerecord"
            ),
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("method", models.CharField(max_length=20)),
                ("reason", evenhand.register.models.sealed.PersonalText()),
                ("decided_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_reason", evenhand.register.models.sealed.PersonalText()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "undone_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="register.person"
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="links", to="register.sourcerecord"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Intelligence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("reference", models.CharField(max_length=80)),
                ("version", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("line", models.IntegerField()),
                ("learned_at", models.DateTimeField()),
                ("statement", models.CharField(max_length=8)),
                ("author", evenhand.register.models.sealed.PersonalText(max_length=120)),
                ("basis", evenhand.register.models.sealed.PersonalText()),
                ("source_document", models.CharField(max_length=120)),
                ("source_grade", models.CharField(max_length=1)),
                ("assessment_grade", models.CharField(max_length=1)),
                ("handling_code", models.CharField(max_length=1)),
                ("handling_conditions", evenhand.register.models.sealed.PersonalText()),
                ("origin", models.CharField(max_length=80)),
                ("collected_on", models.DateField()),
                ("currency", models.CharField(max_length=12)),
                ("content", evenhand.register.models.sealed.PersonalText()),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.load"
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.sourcerecord"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Identification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("reference", models.CharField(max_length=80)),
                ("version", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("line", models.IntegerField()),
                ("learned_at", models.DateTimeField()),
                ("given_names", evenhand.register.models.sealed.PersonalText(max_length=120)),
                ("family_name", evenhand.register.models.sealed.PersonalText(max_length=120)),
                ("born_on", models.DateField()),
                ("address_line", evenhand.register.models.sealed.PersonalText(max_length=200)),
                ("postcode", evenhand.register.models.sealed.PersonalText(max_length=10)),
                ("area", models.CharField(max_length=20)),
                ("pnc_id", evenhand.register.models.sealed.PersonalText(max_length=40)),
                ("cro_number", evenhand.register.models.sealed.PersonalText(max_length=40)),
                ("prison_number", evenhand.register.models.sealed.PersonalText(max_length=40)),
                ("words", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                (
                    "identifiers",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.load"
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.sourcerecord"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HeldMatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("candidates", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("reason", evenhand.register.models.sealed.PersonalText()),
                ("held_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.sourcerecord"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("reference", models.CharField(max_length=80)),
                ("version", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("line", models.IntegerField()),
                ("learned_at", models.DateTimeField()),
                ("role", models.CharField(max_length=12)),
                ("offence_code", models.CharField(max_length=10)),
                ("occurred_on", models.DateField()),
                ("outcome_type", models.CharField(blank=True, max_length=8)),
                ("court_result", models.CharField(blank=True, max_length=14)),
                ("evidential_test", models.CharField(blank=True, max_length=8)),
                ("origin", models.CharField(max_length=80)),
                ("source_document", models.CharField(max_length=120)),
                ("recorded_on", models.DateField()),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.load"
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.sourcerecord"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CorrectionRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("reference", models.CharField(max_length=80)),
                ("version", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("line", models.IntegerField()),
                ("learned_at", models.DateTimeField()),
                ("event_reference", models.CharField(max_length=80)),
                ("correction", models.CharField(max_length=20)),
                ("decided_on", models.DateField()),
                ("source_document", models.CharField(max_length=120)),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.load"
                    ),
                ),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.sourcerecord"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ContentKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person", models.UUIDField(null=True, unique=True)),
                ("wrapped", models.BinaryField()),
                (
                    "record",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.sourcerecord",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="StatusRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("source", models.CharField(max_length=40)),
                ("reference", models.CharField(max_length=80)),
                ("version", models.IntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("line", models.IntegerField()),
                ("learned_at", models.DateTimeField()),
                ("status", models.CharField(max_length=12)),
                ("effective_on", models.DateField()),
                ("source_document", models.CharField(max_length=120)),
                (
                    "about",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.sourcerecord"
                    ),
                ),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.load"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportContact",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("contact_on", models.DateField()),
                ("kind", models.CharField(max_length=8)),
                ("note", evenhand.register.models.sealed.PersonalText()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportOffer",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("kind", models.CharField(max_length=12)),
                ("how", models.CharField(max_length=8)),
                ("offered_on", models.DateField()),
                ("answer", models.CharField(default="", max_length=8)),
                ("answered_on", models.DateField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SupportOutcome",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("outcome", models.CharField(max_length=18)),
                ("ended_on", models.DateField()),
                ("note", evenhand.register.models.sealed.PersonalText()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "offer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="outcome", to="register.supportoffer"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportPlan",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("plan", evenhand.register.models.sealed.PersonalText()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SupportReferral",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ("made_at", models.DateTimeField()),
                ("source", models.CharField(default="officer", max_length=8)),
                ("reasons", evenhand.register.models.sealed.PersonalText()),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("session", models.BinaryField()),
                ("person", models.UUIDField()),
                ("purpose", models.CharField(max_length=60)),
                ("reason", evenhand.register.models.sealed.PersonalText()),
                ("until", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WatchedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.CharField(max_length=16)),
                ("made_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("supervisor", models.F("id")), _negated=True),
                name="sg_66_nobody_supervises_themselves",
            ),
        ),
        migrations.AddIndex(
            model_name="accountdeclaration",
            index=models.Index(fields=["account"], name="declaration_by_account"),
        ),
        migrations.AddConstraint(
            model_name="accountdeclaration",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["surname", "postcode", "record"])), name="declared_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="benchmarkadoption",
            constraint=models.CheckConstraint(
                condition=models.Q(("adopted_by", models.F("approved_by")), _negated=True),
                name="sg_61_benchmarkadoption_signed_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="charterversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("adopted_by", models.F("approved_by")), _negated=True),
                name="sg_61_charterversion_signed_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(("adopted_by", models.F("approved_by")), _negated=True),
                name="sg_61_closure_signed_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(condition=models.Q(("id", 1)), name="closed_once"),
        ),
        migrations.AddConstraint(
            model_name="closure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("destroyed_at", None),
                    models.Q(
                        ("destroyed_by__isnull", False),
                        ("destruction_approved_by__isnull", False),
                        models.Q(("destroyed_by", models.F("destruction_approved_by")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sg_60_destruction_signed_by_two",
            ),
        ),
        migrations.AddField(
            model_name="emergencyrecord",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="register.person"
            ),
        ),
        migrations.AddIndex(
            model_name="emergencyuse",
            index=models.Index(condition=models.Q(("finding", "")), fields=["account"], name="emergency_to_review"),
        ),
        migrations.AddConstraint(
            model_name="emergencyuse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__gt", models.F("opened_at")),
                    (
                        "until__lte",
                        models.Func(models.F("opened_at"), template="(%(expressions)s + interval '3 hours')"),
                    ),
                ),
                name="sg_66_emergency_ends_within_hours",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyuse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "review_by__lte",
                        models.Func(
                            models.F("opened_at"), template="((%(expressions)s AT TIME ZONE 'Europe/London')::date + 7)"
                        ),
                    )
                ),
                name="sg_66_emergency_is_reviewed_within_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("supervisor", models.F("account")), _negated=True),
                name="sg_66_emergency_is_told_to_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("reviewed_by", models.F("account")), _negated=True),
                name="sg_66_emergency_is_reviewed_by_somebody_else",
            ),
        ),
        migrations.AddConstraint(
            model_name="emergencyuse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finding", ""), ("reviewed_at", None), ("reviewed_by", None)),
                    models.Q(
                        ("finding__in", ["justified", "not-justified"]),
                        ("reviewed_at__isnull", False),
                        ("reviewed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="emergency_finding_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposed_by", models.F("signed_by")), _negated=True), name="erasure_signed_by_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=models.UniqueConstraint(
                condition=models.Q(("signed_at", None), ("withdrawn_at", None)),
                fields=("person",),
                name="one_open_erasure",
            ),
        ),
        migrations.AddConstraint(
            model_name="evennessanswer",
            constraint=models.CheckConstraint(condition=models.Q(("words__regex", "\\S")), name="answer_says_why"),
        ),
        migrations.AddConstraint(
            model_name="evennessdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("words__regex", "\\S")), name="sg_46_decided_in_writing"
            ),
        ),
        migrations.AddConstraint(
            model_name="evennessdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["explained", "changed", "close"])), name="decision_of_a_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="instrumentadoption",
            constraint=models.CheckConstraint(
                condition=models.Q(("adopted_by", models.F("approved_by")), _negated=True),
                name="sg_61_instrumentadoption_signed_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgercosignature",
            constraint=models.UniqueConstraint(fields=("checkpoint", "witness"), name="cosigned_once"),
        ),
        migrations.AddIndex(
            model_name="ledgermention",
            index=models.Index(fields=["person"], name="mention_by_person"),
        ),
        migrations.AddIndex(
            model_name="ledgermention",
            index=models.Index(fields=["actor", "at"], name="mention_by_actor"),
        ),
        migrations.AddConstraint(
            model_name="ledgermention",
            constraint=models.UniqueConstraint(fields=("entry", "person"), name="mentioned_once"),
        ),
        migrations.AddConstraint(
            model_name="load",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rows_seen",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("loaded"), "+", models.F("unchanged")
                                ),
                                "+",
                                models.F("quarantined"),
                            ),
                            "+",
                            models.F("withheld"),
                        ),
                    )
                ),
                name="nothing_lost",
            ),
        ),
        migrations.AddConstraint(
            model_name="localpolicy",
            constraint=models.CheckConstraint(
                condition=models.Q(("adopted_by", models.F("approved_by")), _negated=True),
                name="sg_61_localpolicy_signed_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(("adopted_by", models.F("approved_by")), _negated=True),
                name="sg_61_paper_signed_by_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["impact-assessment", "equality-analysis", "policy-document", "justification"])
                ),
                name="paper_of_a_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(("review_by__gt", models.F("in_force_from"))), name="paper_ends"
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "impact-assessment"), _negated=True),
                    models.Q(
                        ("content__risks__isnull", False),
                        ("content__risks__regex", "\\S"),
                        ("content__officers_view__isnull", False),
                        ("content__officers_view__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="sg_02_assessment_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "equality-analysis"), _negated=True),
                    models.Q(
                        ("content__findings__isnull", False),
                        ("content__findings__regex", "\\S"),
                        ("content__discrimination__isnull", False),
                        ("content__discrimination__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="sg_03_analysis_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "policy-document"), _negated=True),
                    models.Q(
                        ("content__schedule_8_condition__isnull", False),
                        ("content__schedule_8_condition__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="sg_04_condition_is_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "justification"), _negated=True),
                    models.Q(
                        ("content__harm__isnull", False),
                        ("content__harm__regex", "\\S"),
                        ("content__necessity__isnull", False),
                        ("content__necessity__regex", "\\S"),
                    ),
                    _connector="OR",
                ),
                name="sg_58_justification_is_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="outgoingletter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_on", None), models.Q(("sent_by__isnull", False), ("stopped_on", None)), _connector="OR"
                ),
                name="sg_25_sent_or_stopped",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("reasons"), 28)
                ),
                name="sg_06_reasons_for_proposing",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("intent__in", ["support", "protect"]),
                    models.Q(
                        ("intent", "disrupt"),
                        django.db.models.lookups.GreaterThan(
                            django.db.models.functions.text.Length("why_disruption"), 28
                        ),
                    ),
                    _connector="OR",
                ),
                name="sg_36_disruption_has_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.UniqueConstraint(fields=("id", "proposer"), name="nomination_with_proposer"),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "proposed")), fields=("person",), name="one_open_nomination"
            ),
        ),
        migrations.AddIndex(
            model_name="lookdelay",
            index=models.Index(fields=["person"], name="delay_by_person"),
        ),
        migrations.AddConstraint(
            model_name="lookdelay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ground__in", ["inquiry", "crime", "public-security", "national-security", "rights-of-others"])
                ),
                name="sg_65_ground_is_one_of_five",
            ),
        ),
        migrations.AddConstraint(
            model_name="lookdelay",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__gt", models.F("made_on")),
                    ("ends_on__lte", models.Func(models.F("made_on"), template="(%(expressions)s + 28)")),
                ),
                name="sg_65_delay_ends_soon",
            ),
        ),
        migrations.AddConstraint(
            model_name="entryreview",
            constraint=models.UniqueConstraint(fields=("entry", "round"), name="one_review_a_round"),
        ),
        migrations.AddConstraint(
            model_name="entryreview",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("reasons"), 28)
                ),
                name="sg_23_kept_for_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("what"), 28)
                ),
                name="dispute_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at", None), ("decided_by", None), ("finding", "")),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("finding__in", ["right", "partly", "not-right"]),
                        django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("reasons"), 28),
                    ),
                    _connector="OR",
                ),
                name="sg_53_decided_with_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_on", None), ("decided_at__isnull", False), _connector="OR"),
                name="sg_53_decided_before_told",
            ),
        ),
        migrations.AddConstraint(
            model_name="dispute",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at", None)), fields=("person",), name="one_open_dispute"
            ),
        ),
        migrations.AddConstraint(
            model_name="blindvote",
            constraint=models.UniqueConstraint(fields=("case", "round", "voter"), name="sg_18_one_vote_each"),
        ),
        migrations.AddIndex(
            model_name="auditquestion",
            index=models.Index(fields=["person"], name="question_by_person"),
        ),
        migrations.AddIndex(
            model_name="auditquestion",
            index=models.Index(fields=["account"], name="question_by_account"),
        ),
        migrations.AddConstraint(
            model_name="auditquestion",
            constraint=models.UniqueConstraint(fields=("sample", "entry", "person"), name="asked_once"),
        ),
        migrations.AddConstraint(
            model_name="auditquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("found_by", models.F("account")), _negated=True), name="sg_57_somebody_else_judges"
            ),
        ),
        migrations.AddConstraint(
            model_name="auditquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("finding", ""), ("found_at", None), ("found_by", None)),
                    models.Q(
                        ("finding__in", ["in-order", "talk", "misuse"]),
                        ("found_at__isnull", False),
                        ("found_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="finding_says_who_and_when",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessletter",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)), fields=("person",), name="one_letter_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("intent__in", ["support", "protect"]),
                    models.Q(
                        ("intent", "disrupt"),
                        django.db.models.lookups.GreaterThan(
                            django.db.models.functions.text.Length("why_disruption"), 28
                        ),
                    ),
                    _connector="OR",
                ),
                name="sg_36_disruption_is_decided_with_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(("proposer", models.F("reviewer")), _negated=True), name="sg_06_two_people_review"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("reasons"), 28)
                ),
                name="sg_17_reasons_given",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("listing__isnull", False), ("nomination", None), ("origin", "inherited"), ("review", None)
                    ),
                    models.Q(
                        ("nomination__isnull", False),
                        ("origin", "decided"),
                        ("review__isnull", False),
                        ("proposer__isnull", False),
                        ("reviewer__isnull", False),
                        models.Q(("proposer", models.F("reviewer")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="sg_06_decided_by_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "born_on__lte",
                        models.Func(models.F("opened_on"), template="((%(expressions)s - interval '13 years')::date)"),
                    )
                ),
                name="sg_18_old_enough",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("last_proven_on", None),
                        ("origin", "inherited"),
                        ("expires_on__lte", models.Func(models.F("opened_on"), template="(%(expressions)s + 183)")),
                    ),
                    models.Q(
                        ("last_proven_on__isnull", False),
                        ("origin", "decided"),
                        models.Q(
                            models.Q(
                                (
                                    "born_on__lte",
                                    models.Func(
                                        models.F("last_proven_on"),
                                        template="((%(expressions)s - interval '18 years')::date)",
                                    ),
                                ),
                                (
                                    "expires_on__lte",
                                    models.Func(
                                        models.F("last_proven_on"),
                                        template="((%(expressions)s + interval '36 months')::date)",
                                    ),
                                ),
                            ),
                            (
                                "expires_on__lte",
                                models.Func(
                                    models.F("last_proven_on"),
                                    template="((%(expressions)s + interval '18 months')::date)",
                                ),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="sg_22_ends_in_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("listing",), name="one_entry_per_listing"),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.UniqueConstraint(fields=("person",), name="sg_19_one_entry_at_a_time"),
        ),
        migrations.AddConstraint(
            model_name="scorerun",
            constraint=models.CheckConstraint(
                condition=models.Q(("instrument_digest__regex", "^[0-9a-f]{64}$")), name="sg_15_run_can_be_repeated"
            ),
        ),
        migrations.AddConstraint(
            model_name="scoretotal",
            constraint=models.UniqueConstraint(fields=("person", "run"), name="one_total_per_run"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.UniqueConstraint(fields=("source", "reference", "version"), name="referral_version"),
        ),
        migrations.AddConstraint(
            model_name="referral",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("statement", "fact"),
                    models.Q(
                        ("statement", "opinion"),
                        django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("author"), 28),
                        django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("basis"), 28),
                    ),
                    _connector="OR",
                ),
                name="sg_27_referral_opinion_has_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="listing",
            constraint=models.UniqueConstraint(fields=("source", "reference", "version"), name="listing_version"),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                condition=models.Q(("undone_at__isnull", True)), fields=("record",), name="one_person_per_record"
            ),
        ),
        migrations.AddConstraint(
            model_name="intelligence",
            constraint=models.UniqueConstraint(fields=("source", "reference", "version"), name="intelligence_version"),
        ),
        migrations.AddConstraint(
            model_name="intelligence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("statement", "fact"),
                    models.Q(
                        ("statement", "opinion"),
                        django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("author"), 28),
                        django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length("basis"), 28),
                    ),
                    _connector="OR",
                ),
                name="sg_27_intelligence_opinion_has_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="intelligence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source_grade__in", ["1", "2", "3"]),
                    ("assessment_grade__in", ["A", "B", "C", "D", "E"]),
                    ("handling_code__in", ["P", "C"]),
                    ("currency__in", ["current", "out_of_date"]),
                    models.Q(("source_document", ""), _negated=True),
                    models.Q(("origin", ""), _negated=True),
                ),
                name="sg_28_graded_and_sourced",
            ),
        ),
        migrations.AddIndex(
            model_name="identification",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="by_words"),
        ),
        migrations.AddIndex(
            model_name="identification",
            index=django.contrib.postgres.indexes.GinIndex(fields=["identifiers"], name="by_identifiers"),
        ),
        migrations.AddIndex(
            model_name="identification",
            index=models.Index(fields=["born_on"], name="by_birth_date"),
        ),
        migrations.AddConstraint(
            model_name="identification",
            constraint=models.UniqueConstraint(
                fields=("source", "reference", "version"), name="identification_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="heldmatch",
            constraint=models.UniqueConstraint(
                condition=models.Q(("decided_at__isnull", True)), fields=("record",), name="held_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(fields=("source", "reference", "version"), name="event_version"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["suspect", "convicted", "victim", "witness"])), name="sg_12_one_role"
            ),
        ),
        migrations.AddIndex(
            model_name="correctionrecord",
            index=models.Index(fields=["source", "event_reference"], name="correction_of_event"),
        ),
        migrations.AddConstraint(
            model_name="correctionrecord",
            constraint=models.UniqueConstraint(
                fields=("source", "reference", "version"), name="correctionrecord_version"
            ),
        ),
        migrations.AddConstraint(
            model_name="contentkey",
            constraint=models.CheckConstraint(
                condition=models.Q(("record", None), ("person", None), _connector="XOR"), name="one_owner"
            ),
        ),
        migrations.AddConstraint(
            model_name="statusrecord",
            constraint=models.UniqueConstraint(fields=("source", "reference", "version"), name="statusrecord_version"),
        ),
        migrations.AddConstraint(
            model_name="supportoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on", None)),
                    models.Q(
                        ("answer__in", ["accepted", "declined"]),
                        ("answered_on__gte", models.F("offered_on")),
                        ("answered_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="sg_63_answer_has_its_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(fields=("session", "person", "purpose"), name="one_visit"),
        ),
        migrations.AddIndex(
            model_name="watchedrecord",
            index=models.Index(fields=["person"], name="watched_by_person"),
        ),
        migrations.AddConstraint(
            model_name="watchedrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ends_on__gt", models.F("made_on")),
                    ("ends_on__lte", models.Func(models.F("made_on"), template="(%(expressions)s + 365)")),
                ),
                name="watched_for_a_time",
            ),
        ),
        migrations.AddIndex(
            model_name="emergencyrecord",
            index=models.Index(fields=["person"], name="emergency_by_person"),
        ),
        migrations.AddConstraint(
            model_name="emergencyrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    django.db.models.lookups.GreaterThanOrEqual(django.db.models.functions.text.Length("reason"), 58)
                ),
                name="sg_66_emergency_has_reason",
            ),
        ),
    ]
