"""Settling quarantined rows: correct them, and load what they say now."""

import tempfile
from pathlib import Path
from typing import NoReturn
from uuid import UUID

from django.db.models import QuerySet

from evenhand.evidence.feeds.raw import raw_bytes
from evenhand.evidence.feeds.trouble import Reason, UnusableFile
from evenhand.evidence.vocabulary import Feed
from evenhand.register import clock
from evenhand.register.actions import load
from evenhand.register.actions.load import StillUnusable, Tally
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, QuarantinedRow
from evenhand.register.roles import Permission

PURPOSE = "correct-record"
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder with a name of its own is made in it


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
        _settle(QuarantinedRow.objects.filter(pk=row_id), tally, by)
    return tally


def reload(*, of: str, path: Path, by: Account) -> Tally:
    """Load a corrected row, exported before, or all rows of a load as its source sent them corrected, and settle those
    that waited. All of them or none. `of` is the number of the row or of the load.

    For the verbs of the command line. Raises LookupError where nothing of it waits, StillUnusable where any row still
    cannot be used or rows were left out or added.
    """
    told = _row_or_load(of)
    with act("quarantine:consulted", by=by, purpose=PURPOSE, opens="quarantine", facts=told):
        waiting = list(QuarantinedRow.objects.select_related("load").filter(**told, settled_at=None))
    if not waiting:
        raise LookupError(f"Nothing of {of} waits in quarantine (any more).")
    with path.open("rb") as file:
        given = sum(bool(line.strip(b"\r\n")) for line in file) - (waiting[0].load.file_format == "csv")
    if given != len(waiting):
        _still(f"{len(waiting)} rows wait and the file has {given}: give every one of them, corrected.")
    tally = load.load_file(path=path, by=by, feed=Feed(waiting[0].load.feed), corrected=True, purpose=PURPOSE)
    with act("quarantine:corrected", by=by, purpose=PURPOSE, opens="quarantine", facts=told):
        _settle(QuarantinedRow.objects.filter(pk__in=[row.pk for row in waiting]), tally, by)
    return tally


def _row_or_load(number: str) -> dict[str, int | str]:
    if number.isascii() and number.isdigit():
        return {"id": int(number)}
    try:
        return {"load_id": str(UUID(number))}
    except ValueError as error:
        raise LookupError(f"There is no row and no load {number}.") from error


def _settle(rows: QuerySet[QuarantinedRow], tally: Tally, by: Account) -> None:
    rows.filter(settled_at=None).update(settled_at=clock.now(), settled_by=by, settled_in_id=tally.load_id)


def _load_one(row: QuarantinedRow, corrected: str, by: Account) -> Tally:
    """A file of one record, as its source might have sent it."""
    record = raw_bytes(corrected.strip("\r\n"))
    if not record.strip() or b"\n" in record:
        _still("Give the whole row, on one line.")
    is_csv = row.load.file_format == "csv"
    lines = [",".join(row.load.header).encode()] if is_csv else []
    # In memory where there is such a folder: what is erased one day must not be left on a disk.
    with tempfile.TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None) as folder:
        path = Path(folder) / f"correction-of-{row.pk}{'.csv' if is_csv else '.jsonl'}"
        path.write_bytes(b"\n".join([*lines, record, b""]))
        try:
            return load.load_file(path=path, by=by, feed=Feed(row.load.feed), corrected=True, purpose=PURPOSE)
        except UnusableFile as unusable:
            raise StillUnusable([Reason(None, f"{unusable.what}. {unusable.do}")]) from unusable


def _still(why: str) -> NoReturn:
    raise StillUnusable([Reason(None, why)])
