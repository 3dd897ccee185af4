"""The side door: SQL as one of the database's own roles, past every action and every page."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from uuid import UUID

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb

from evenhand.ledger import Entry, instant, leaf_hash
from evenhand.register import clock
from evenhand.register.database import APPLICATION, OWNER
from registered import Register

Line = psycopg.Connection[tuple[object, ...]]


@contextmanager
def line(
    register: Register, role: str = APPLICATION, *, opens: str = "", subject: UUID | None = None
) -> Iterator[Line]:
    """One transaction of a role, with an access open for it where that is asked for; committed at the end."""
    # psycopg itself leaves a connection open whose commit was refused.
    with closing(psycopg.connect(**register.engine.dsn(role, register.database))) as connection, connection:
        if opens:
            open_access(connection, opens, subject)
        yield connection


def open_access(connection: Line, opens: str, subject: UUID | None = None, **otherwise: str) -> int:
    """Commit who is looking, for what, and at whom: what opens the door for the next transaction. Gives its number."""
    number = begin_access(connection, opens, subject, **otherwise)
    connection.commit()
    return number


def begin_access(connection: Line, opens: str, subject: UUID | None = None, **otherwise: str) -> int:
    """The same, not yet committed: it opens nothing. The log is opened for a use of its own."""
    purpose = "integrity" if opens == "log" else "oversight"
    told = {"event": "person:consulted", "actor": "account:1", "purpose": purpose} | otherwise
    begun = connection.execute(
        "INSERT INTO register_access (event, actor, purpose, person, opens, begun_at, particulars_digest)"
        " VALUES (%(event)s, %(actor)s, %(purpose)s, %(person)s, %(opens)s, %(at)s, '') RETURNING id",
        {**told, "person": subject, "opens": opens, "at": clock.now()},
    )
    return int(begun.fetchone()[0])


def end_access(connection: Line, number: int, **otherwise: str) -> None:
    """Write the entry that ends an access, saying what the access says but for what is given, and commit."""
    begun = connection.execute("SELECT event, actor, purpose, person FROM register_access WHERE id = %s", [number])
    event, actor, purpose, person = begun.fetchone() or ("person:consulted", "account:1", "oversight", None)
    told = {"event": event, "actor": actor, "purpose": purpose, "subject": str(person) if person else None} | otherwise
    entry = Entry(at=instant(clock.now()), **told)
    columns = {name: told[name] for name in ("event", "actor", "subject")}
    body = entry.body()
    insert(connection, "register_ledgerentry", body=body.decode(), leaf_hash=leaf_hash(body), access=number, **columns)
    connection.commit()


def insert(connection: Line, table: str, **values: object) -> None:
    """Insert one row."""
    columns, places = map(sql.Identifier, values), [sql.Placeholder()] * len(values)
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(table), sql.SQL(", ").join(columns), sql.SQL(", ").join(places)
    )
    given = [Jsonb(value) if isinstance(value, dict) else value for value in values.values()]
    connection.execute(statement, given)


def copied(connection: Line, table: str, **changed: object) -> None:
    """Insert a copy of the table's first row with some columns changed, so that nothing else can be wrong with it."""
    with connection.cursor(row_factory=psycopg.rows.dict_row) as cursor:
        columns = sql.SQL("SELECT * FROM {} ORDER BY 1 LIMIT 1").format(sql.Identifier(table))
        row = cursor.execute(columns).fetchone()
    assert row is not None, f"{table} has no row to copy"
    insert(connection, table, **(row | changed))


def count(connection: Line, table: str) -> int:
    """How many rows of a table this role can see now."""
    return int(connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()[0])


def person_of(register: Register, reference: str) -> UUID:
    """Whose a record of the crime system is, as the owner of the tables knows."""
    with line(register, OWNER) as connection:
        [(person,)] = connection.execute(
            "SELECT person_id FROM register_link l JOIN register_sourcerecord r ON r.id = l.record_id"
            " WHERE r.reference = %s AND l.undone_at IS NULL",
            [reference],
        )
    return person


@contextmanager
def stopped_by(constraint: str) -> Iterator[None]:
    """Inside, the database refuses by the constraint or trigger of this name and by no other."""
    with pytest.raises(psycopg.Error) as caught:
        yield
    assert caught.value.diag.constraint_name == constraint, caught.value


@contextmanager
def forbidden(what: str) -> Iterator[None]:
    """Inside, the database refuses because the role was never granted this: "table register_ledgerentry", say."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege) as caught:
        yield
    assert f"permission denied for {what}" in str(caught.value), caught.value


@contextmanager
def forbidden_by(words: str) -> Iterator[None]:
    """Inside, a function of the database refuses in these words, for want of a privilege."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match=words):
        yield
