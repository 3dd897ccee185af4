"""Row security, append-only triggers, refusals and grants: the promises that the database itself keeps."""

from pathlib import Path

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from evenhand.casework import policy

SQL = Path(__file__).resolve().parent.parent / "database" / "sql"
FILES = (
    *(
        "01_ledger",
        "02_door",
        "03_evidence",
        "04_casework",
        "05_equality",
        "06_erasure",
        "07_looks",
        "08_audit",
        "08_in_use",
        "09_emergency",
    ),
    "10_lists",
    "11_lifecycle",
    "12_governance",
    "13_support",
    "14_evenness",
    "90_grants",
)
# Numbers of the policy that the database itself holds as well.
FLOOR = (
    *("rows_per_page_max", "people_shown_max", "people_shown_minutes"),
    *("review_days_adult", "review_days_child", "zero_review_days", "evidence_window_months"),
    *("justification_months", "keep_papers_months"),
    *("dispute_lift_days", "evenness_alarms_max", "evenness_answer_months"),
)


def write_floor(_: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Write the policy's floor for the functions that hold it. A later policy file comes with a migration that does so."""
    for name in FLOOR:
        setting = policy.load().settings[name]
        editor.execute(
            "INSERT INTO register_policyfloor (name, value, tighter) VALUES (%s, %s, %s)",
            [name, setting.value, setting.tighter],
        )


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0001_tables"),
        ("sessions", "0001_initial"),
        ("otp_totp", "0003_add_timestamps"),
        ("axes", "0010_accessattemptexpiration"),
    ]
    operations = [
        *(migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8")) for name in FILES),
        migrations.RunPython(write_floor),
    ]
