"""Everything there is at one moment: the rows as the superuser sees them, and what the register says each entry is."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg.rows import dict_row

from evenhand.casework.statuses import EntryStatus
from evenhand.register import clock, entries
from evenhand.register.acts import act
from evenhand.register.database import Connection
from evenhand.register.models import Account, Entry

Row = dict[str, Any]
TABLES = {
    "entries": "register_entry",
    "nominations": "register_nomination",
    "decisions": "register_review",
    "reviews": "register_entryreview",
    "votes": "register_blindvote",
    "removals": "register_removal",
    "disputes": "register_dispute",
    "letters": "register_outgoingletter",
    "accounts": "register_account",
}
_LISTINGS = """
    SELECT li.id, l.person_id FROM register_listing li
    JOIN register_link l ON l.record_id = li.about_id AND l.undone_at IS NULL
"""
_CITED = """
    SELECT n.id, e.occurred_on FROM register_nomination n
    CROSS JOIN LATERAL jsonb_array_elements_text(n.cited) AS cited (key)
    JOIN register_event e ON 'event-' || e.id = cited.key
"""
_LEDGER = "SELECT count(*), coalesce(max(id), 0) FROM register_ledgerentry"


@dataclass(frozen=True, slots=True)
class Seen:
    """One moment."""

    today: date
    rows: dict[str, list[Row]]
    statuses: dict[UUID, EntryStatus]
    cited_days: dict[UUID, list[date]]
    opened_accesses: int

    def entry(self, number: UUID) -> Row | None:
        """The row of an entry that is there."""
        return next((one for one in self.rows["entries"] if one["id"] == number), None)

    def votes(self, case: UUID, in_round: int) -> list[Row]:
        """Who voted on a case in a round."""
        return [one for one in self.rows["votes"] if (one["case"], one["round"]) == (case, in_round)]

    def account(self, number: int) -> Row:
        """One account."""
        return next(one for one in self.rows["accounts"] if one["id"] == number)


def look(line: Connection, by: Account) -> Seen:
    """See everything; the statuses by the one function that pages and verbs ask, as the software may."""
    with act("score:computed", by=by, purpose="scoring", opens="everything"):
        standings = entries.standings(list(Entry.objects.all()))
    rows = {name: _all(line, f"SELECT * FROM {table} ORDER BY 1") for name, table in TABLES.items()}
    rows["listings"] = _all(line, _LISTINGS)
    cited: dict[UUID, list[date]] = {}
    for row in _all(line, _CITED):
        cited.setdefault(row["id"], []).append(row["occurred_on"])
    [(opened,)] = line.execute("SELECT count(*) FROM register_access").fetchall()
    return Seen(clock.today(), rows, {one.entry.pk: one.status for one in standings}, cited, opened)


def ledger(line: Connection) -> tuple[int, list[str]]:
    """How many entries the ledger has, and the events of the newest hundred, newest first."""
    [(count, _)] = line.execute(_LEDGER).fetchall()
    newest = line.execute("SELECT event FROM register_ledgerentry ORDER BY id DESC LIMIT 100").fetchall()
    return count, [event for (event,) in newest]


def _all(line: Connection, statement: str) -> list[Row]:
    with line.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(statement).fetchall()
