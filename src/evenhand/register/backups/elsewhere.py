"""Working on another database than the one in use."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections


@contextmanager
def pointed_at(database: str) -> Iterator[None]:
    """Inside, every connection of the framework is to this database, each as its own role; none is left open after."""
    before = in_use()
    _point(database)
    try:
        yield
    finally:
        _point(before)


def in_use() -> str:
    """The name of the database that the framework works on."""
    return str(connections["default"].settings_dict["NAME"])


def _point(database: str) -> None:
    for alias in connections:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = database
