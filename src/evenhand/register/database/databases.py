"""Copying, renaming and dropping whole databases: how a test gets a fresh one, and how a restored one takes over."""

from psycopg import sql

from evenhand.register.database import roles
from evenhand.register.database.connection import Connection


def clone(superuser: Connection, template: str, name: str) -> None:
    """Make `name` as a copy of `template`, which nobody may be connected to; owned by the owner role."""
    superuser.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
            sql.Identifier(name), sql.Identifier(template), sql.Identifier(roles.OWNER)
        )
    )
    roles.admit(superuser, name)


def drop(superuser: Connection, name: str) -> None:
    """Drop the database, if it is there, together with whoever is connected to it."""
    superuser.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def rename(superuser: Connection, name: str, to: str) -> None:
    """Rename a database that nobody is connected to."""
    superuser.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to)))


def beside(name: str) -> tuple[str, str]:
    """What a database is called while it is being restored, and the one before it once that is done."""
    return f"{name}_restoring", f"{name}_replaced"


def exchange(superuser: Connection, name: str, new: str, aside: str) -> None:
    """In one step: `new` takes the name, and what had it (if anything) the name `aside`. Nobody may be connected."""
    with superuser.transaction():
        if exists(superuser, name):
            rename(superuser, name, aside)
        rename(superuser, new, name)


def connected(superuser: Connection, name: str) -> int:
    """How many connections to a database there are, this one not counted."""
    found = superuser.execute(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = %s AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
        [name],
    ).fetchone()
    return int(found[0]) if found else 0


def exists(superuser: Connection, name: str) -> bool:
    """Whether there is a database of this name."""
    return superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
