"""Row security, append-only triggers, refusals and grants: the promises that the database itself keeps."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).resolve().parent.parent / "database" / "sql"
FILES = ("01_ledger", "02_door", "03_evidence", "04_casework", "05_equality", "06_grants")


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0001_initial"),
        ("sessions", "0001_initial"),
        ("otp_totp", "0003_add_timestamps"),
        ("axes", "0010_accessattemptexpiration"),
    ]
    operations = [migrations.RunSQL((SQL / f"{name}.sql").read_text(encoding="utf-8")) for name in FILES]
