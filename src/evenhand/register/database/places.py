"""The places in the database where promises are kept: constraints, triggers, policies and withheld privileges.

The first three say so by their names (`sg_06_...`), so they are read from the database itself. What a role was never
granted has no name of its own, so those are listed here, each with what would have to be granted to undo it.
"""

import re
from dataclasses import dataclass

from psycopg import sql

from evenhand.register.database.connection import Connection

_NAMED = re.compile(r"^sg_(\d\d)_")

WITHHELD = {
    "sg_41_application_cannot_read_equality": (
        "GRANT USAGE ON SCHEMA equality TO evenhand_application;"
        "GRANT SELECT ON equality.characteristics TO evenhand_application"
    ),
    "sg_41_statistics_sees_counts_only": "GRANT SELECT ON equality.characteristics TO evenhand_statistics",
    "sg_56_application_cannot_change_the_ledger": (
        "GRANT UPDATE, DELETE, TRUNCATE ON register_ledgerentry, register_ledgerleaf TO evenhand_application"
    ),
    "sg_56_application_gives_no_places": (
        "GRANT INSERT ON register_ledgerleaf, register_ledgertile, register_ledgercheckpoint TO evenhand_application"
    ),
    "sg_66_access_cannot_be_taken_away": "GRANT UPDATE, DELETE ON register_access TO evenhand_application",
    "sg_66_an_emergency_cannot_be_stretched": (
        "GRANT UPDATE (until, review_by) ON register_emergencyuse TO evenhand_application"
    ),
    "sg_42_published_figures_stay_as_they_are": (
        "GRANT UPDATE, DELETE, TRUNCATE ON register_snapshot TO evenhand_application"
    ),
    "sg_65_a_delay_cannot_be_stretched": "GRANT UPDATE (ends_on) ON register_lookdelay TO evenhand_application",
}

# A table is named with its schema where that is not the usual one.
_FOUND = r"""
    SELECT 'constraint', k.conrelid::regclass::text, k.conname FROM pg_constraint k
    WHERE k.conname ~ '^sg_\d\d_' AND k.contype <> 't' -- a constraint trigger is found as a trigger
    UNION ALL
    SELECT 'trigger', t.tgrelid::regclass::text, t.tgname FROM pg_trigger t
    WHERE t.tgname ~ '^sg_\d\d_'
    UNION ALL
    SELECT 'policy', p.polrelid::regclass::text, p.polname FROM pg_policy p
    WHERE p.polname ~ '^sg_\d\d_'
    ORDER BY 2, 3
"""


@dataclass(frozen=True, slots=True)
class DatabasePlace:
    """One place: which promise, what kind of thing (constraint, trigger, policy, privilege), on which table."""

    kind: str
    table: str
    name: str

    @property
    def safeguard(self) -> str:
        """The reference of the promise, as the name tells it."""
        named = _NAMED.match(self.name)
        assert named  # noqa: S101 - the query selects by it
        return f"SG-{named.group(1)}"

    def __str__(self) -> str:
        return f"{self.kind} {self.table}.{self.name}" if self.table else f"{self.kind} {self.name}"


def found(line: Connection) -> list[DatabasePlace]:
    """Every place in a database."""
    named = [DatabasePlace(*row) for row in line.execute(_FOUND)]
    return named + [DatabasePlace("privilege", "", name) for name in WITHHELD]


def silencing(line: Connection, place: str) -> sql.Composed | sql.SQL:
    """The statement that takes a place away, for a test of its proof. Raises ValueError where there is none."""
    for one in found(line):
        if str(one) == place:
            return _silencing(one)
    raise ValueError(f"The database has no place called {place!r}.")


def _silencing(one: DatabasePlace) -> sql.Composed | sql.SQL:
    table, name = sql.Identifier(*one.table.split(".")), sql.Identifier(one.name)
    if one.kind == "privilege":
        return sql.SQL(WITHHELD[one.name])
    if one.kind == "constraint":
        return sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(table, name)
    if one.kind == "trigger":
        return sql.SQL("DROP TRIGGER {} ON {}").format(name, table)
    return sql.SQL("ALTER TABLE {} DISABLE ROW LEVEL SECURITY").format(table)
