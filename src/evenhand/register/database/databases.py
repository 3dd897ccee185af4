"""Copying and dropping whole databases: how every test gets a fresh one in a blink."""

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


def exists(superuser: Connection, name: str) -> bool:
    """Whether there is a database of this name."""
    return superuser.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
