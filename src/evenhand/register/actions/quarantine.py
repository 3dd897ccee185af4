"""Settling a quarantined row: correct it, and load what it says now."""

import tempfile
from pathlib import Path

from evenhand.evidence.vocabulary import Feed
from evenhand.register import clock
from evenhand.register.actions import load
from evenhand.register.actions.load import Tally
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, QuarantinedRow
from evenhand.register.roles import Permission

PURPOSE = "correct-record"


def correct(*, row_id: int, corrected: str, by: Account) -> Tally:
    """Load the corrected row through the same front door, and settle the old one.

    Raises StillUnusable, with the reasons, where it cannot be used either (the old row stays), LookupError where the
    row does not wait any more.
    """
    check_may(by, Permission.QUARANTINE_SETTLE)
    with act("quarantine:consulted", by=by, purpose=PURPOSE, opens="quarantine", facts={"row": row_id}):
        row = QuarantinedRow.objects.select_related("load").filter(pk=row_id, settled_at=None).first()
        if row is None:
            raise LookupError("This row is not waiting in quarantine (any more).")
    tally = _load_one(row, corrected, by)
    with act("quarantine:corrected", by=by, purpose=PURPOSE, opens="quarantine", facts={"row": row_id}):
        QuarantinedRow.objects.filter(pk=row_id).update(
            settled_at=clock.now(), settled_by=by, settled_in_id=tally.load_id
        )
    return tally


def _load_one(row: QuarantinedRow, corrected: str, by: Account) -> Tally:
    """A file of one record, as its source might have sent it."""
    is_csv = row.load.file_format == "csv"
    lines = [",".join(row.load.header)] if is_csv else []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"correction-of-{row.pk}{'.csv' if is_csv else '.jsonl'}"
        path.write_text("\n".join([*lines, corrected.strip("\r\n"), ""]), encoding="utf-8")
        return load.load_file(path=path, by=by, feed=Feed(row.load.feed), corrected=True)
