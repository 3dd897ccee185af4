"""The rows that could not be used, whole, with every reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError

from evenhand.evidence.feeds.raw import raw_bytes
from evenhand.register import governance
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Load, QuarantinedRow
from evenhand.register.roles import Permission

PURPOSE = "correct-record"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rows not yet settled: `number` of `of`, `total` in all."""

    rows: tuple[QuarantinedRow, ...]
    number: int
    of: int
    total: int


def page(*, number: int, purpose: str = PURPOSE, by: Account) -> Page:
    """One page of what waits in quarantine, newest load first."""
    check_may(by, Permission.QUARANTINE_SETTLE)
    return rows(number, purpose, by)


def rows(number: int, purpose: str, by: Account) -> Page:
    """The same, without asking for a role: for the verbs of the command line."""
    limit = governance.policy_in_force().number("rows_per_page_max")
    with act("quarantine:listed", by=by, purpose=purpose, opens="quarantine", facts={"page": number}):
        waiting = QuarantinedRow.objects.filter(settled_at=None).select_related("load")
        waiting = waiting.order_by("-load__loaded_at", "line", "id")
        total = waiting.count()
        of = max(1, -(-total // limit))
        number = min(max(number, 1), of)
        return Page(tuple(waiting[(number - 1) * limit : number * limit]), number, of, total)


def one(*, row_id: int, purpose: str = PURPOSE, by: Account) -> QuarantinedRow:
    """One row. Raises LookupError where there is none."""
    check_may(by, Permission.QUARANTINE_SETTLE)
    with act("quarantine:consulted", by=by, purpose=purpose, opens="quarantine", facts={"row": row_id}):
        row = QuarantinedRow.objects.filter(pk=row_id).select_related("load", "settled_by", "settled_in").first()
        if row is None:
            raise LookupError("There is no such row in quarantine.")
        return row


def file_of(*, row_id: int, purpose: str = PURPOSE, by: Account) -> tuple[str, bytes]:
    """One row under its header as a file of its own, to be put right and loaded: its name, and what is in it.

    Raises LookupError where there is no such row.
    """
    check_may(by, Permission.QUARANTINE_SETTLE)
    with act("quarantine:exported", by=by, purpose=purpose, opens="quarantine", facts={"row": row_id}):
        row = QuarantinedRow.objects.filter(pk=row_id).select_related("load").first()
        if row is None:
            raise LookupError("There is no such row in quarantine.")
        ending = "csv" if row.load.file_format == "csv" else "jsonl"
        return f"quarantined-{row.load.feed}-{row_id}.{ending}", _under_header(row.load, [row])


def tallies() -> list[Load]:
    """Every load, newest first, with its counts."""
    return list(Load.objects.order_by("-loaded_at", "-rows_seen")[:100])


def export(*, load_id: str, path: Path, by: Account) -> int:
    """Write the raw rows of one load that still wait to a file, as they came, under their header; gives how many.

    Raises LookupError where there is no such load, FileExistsError rather than write over a file.
    """
    try:
        load = Load.objects.get(pk=load_id)
    except (Load.DoesNotExist, ValidationError) as error:
        raise LookupError(f"There is no load {load_id}.") from error
    with act("quarantine:exported", by=by, purpose=PURPOSE, opens="quarantine", facts={"load": str(load.pk)}):
        waiting = list(QuarantinedRow.objects.filter(load=load, settled_at=None).order_by("line"))
        with path.open("xb") as file:
            file.write(_under_header(load, waiting))
    return len(waiting)


def _under_header(load: Load, rows: Sequence[QuarantinedRow]) -> bytes:
    header = [",".join(load.header).encode()] if load.file_format == "csv" else []
    return b"".join(line + b"\n" for line in [*header, *(raw_bytes(row.raw) for row in rows)])
