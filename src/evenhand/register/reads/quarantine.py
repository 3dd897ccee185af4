"""The rows that could not be used, whole, with every reason: a page of them, or one."""

from pathlib import Path

from evenhand.evidence.feeds import marked
from evenhand.evidence.feeds.raw import raw_bytes
from evenhand.register import marks, paging, shown
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, Load, QuarantinedRow
from evenhand.register.paging import Page
from evenhand.register.roles import Permission

PURPOSE = "correct-record"


def page(*, number: int, purpose: str = PURPOSE, by: Account) -> Page[QuarantinedRow]:
    """One page of what waits in quarantine, newest load first."""
    check_may(by, Permission.QUARANTINE_SETTLE)
    return rows(number, purpose, by)


def rows(number: int, purpose: str, by: Account) -> Page[QuarantinedRow]:
    """The same, without asking for a role: for the verbs of the command line."""
    with act("quarantine:listed", by=by, purpose=purpose, opens="quarantine", facts={"page": number}) as under_way:
        waiting = QuarantinedRow.objects.filter(settled_at=None).select_related("load")
        found = paging.page_of(waiting.order_by("-load__loaded_at", "line", "id"), number)
        under_way.shows(shown.somebody_of_row(row.pk) for row in found.rows)
        return found


def one(*, row_id: int, purpose: str = PURPOSE, by: Account) -> QuarantinedRow:
    """One row. Raises LookupError where there is none."""
    check_may(by, Permission.QUARANTINE_SETTLE)
    return whole(row_id, purpose, by)


def whole(row_id: int, purpose: str, by: Account) -> QuarantinedRow:
    """The same, without asking for a role: for the verbs of the command line."""
    with act("quarantine:consulted", by=by, purpose=purpose, opens="quarantine", facts={"row": row_id}) as under_way:
        under_way.shows([shown.somebody_of_row(row_id)])
        return _row(row_id)


def file_of(*, row_id: int, purpose: str = PURPOSE, by: Account) -> tuple[str, bytes]:
    """One row under its header as a file of its own, to be put right and loaded: its name, and what is in it.

    It is marked with the account it was made for. Raises LookupError where there is no such row.
    """
    check_may(by, Permission.QUARANTINE_SETTLE)
    return as_file(row_id, purpose, by)


def as_file(row_id: int, purpose: str, by: Account) -> tuple[str, bytes]:
    """The same, without asking for a role: for the verbs of the command line."""
    with act("quarantine:exported", by=by, purpose=purpose, opens="quarantine", facts={"row": row_id}) as under_way:
        under_way.shows([shown.somebody_of_row(row_id)])
        row = _row(row_id)
        ending = "csv" if row.load.file_format == "csv" else "jsonl"
        name = f"quarantined-{row.load.feed}-{row_id}-for-account-{by.pk}.{ending}"
        return name, _under_header(row, marks.in_file(by, under_way.number))


def export(*, row_id: int, path: Path, by: Account) -> None:
    """Write one row as such a file. Never more than one: there is no export of a list (SG-26).

    Raises LookupError where there is no such row, FileExistsError rather than write over a file.
    """
    with path.open("xb") as file:
        try:
            _, content = as_file(row_id, PURPOSE, by)
        except BaseException:
            path.unlink()
            raise
        file.write(content)


def tallies() -> list[Load]:
    """Every load, newest first, with its counts."""
    return list(Load.objects.order_by("-loaded_at", "-rows_seen")[:100])


def _row(row_id: int) -> QuarantinedRow:
    row = QuarantinedRow.objects.filter(pk=row_id).select_related("load", "settled_by", "settled_in").first()
    if row is None:
        raise LookupError("There is no such row in quarantine.")
    return row


def _under_header(row: QuarantinedRow, mark: str) -> bytes:
    line = raw_bytes(row.raw).decode("utf-8", "surrogateescape")
    if row.load.file_format == "csv":
        lines = [",".join([*row.load.header, marked.COLUMN]), marked.marked_csv(line, mark)]
    else:
        lines = [marked.marked_json(line, mark)]
    return "".join(f"{one}\n" for one in lines).encode("utf-8", "surrogateescape")
