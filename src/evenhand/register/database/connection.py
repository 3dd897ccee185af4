"""How to reach the database: the connection parameters of a role."""

import os
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from evenhand.register.database.home import Home
from evenhand.register.database.place import PORT
from evenhand.register.database.trouble import DatabaseTrouble

DATABASE = "evenhand"

Connection = psycopg.Connection[tuple[Any, ...]]


def connect(parameters: dict[str, str]) -> Connection:
    """A connection with these parameters (see `dsn`), each statement its own transaction. Raises OperationalError."""
    return psycopg.connect(make_conninfo(**parameters), connect_timeout=10, autocommit=True)


def dsn(home: Home, role: str, database: str = DATABASE) -> dict[str, str]:
    """The parameters of `psycopg.connect(**dsn(...))` for a role: host, port, dbname, user, password.

    The host is the directory of the embedded server's socket, or the server that `EVENHAND_DATABASE_URL` names.
    Raises DatabaseTrouble when the embedded server was never started in this home.
    """
    account = {"dbname": database, "user": role, "password": home.secret(role)}
    return (remote() or _embedded(home)) | account


def django(home: Home, role: str, database: str = DATABASE) -> dict[str, Any]:
    """The same for Django's DATABASES: ENGINE, NAME, USER, PASSWORD, HOST, PORT, OPTIONS."""
    known = dsn(home, role, database)
    main = {django: known.pop(ours) for django, ours in _DJANGO_NAMES if ours in known}
    return {"ENGINE": "django.db.backends.postgresql", **main, "OPTIONS": known}


_DJANGO_NAMES = (("NAME", "dbname"), ("USER", "user"), ("PASSWORD", "password"), ("HOST", "host"), ("PORT", "port"))


def remote() -> dict[str, str]:
    """The parameters in `EVENHAND_DATABASE_URL`; none when it is not set. Raises DatabaseTrouble when unreadable."""
    url = os.environ.get("EVENHAND_DATABASE_URL", "")
    try:
        return {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except psycopg.ProgrammingError:
        # The error would repeat the address, and with it the password.
        raise DatabaseTrouble(
            "EVENHAND_DATABASE_URL is not an address of a PostgreSQL database.",
            "Write it as postgresql://user:password@host:5432/name.",
        ) from None


def _embedded(home: Home) -> dict[str, str]:
    directory = home.socket_directory()
    if directory is None:
        raise DatabaseTrouble(f"There is no database in {home.path} yet.", "Start it first.")
    return {"host": str(directory), "port": str(PORT)}
