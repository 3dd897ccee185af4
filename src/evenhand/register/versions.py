"""The newest version of each record; every earlier one is kept and stays readable."""

from typing import TypeVar

from django.db.models import QuerySet

from evenhand.register.models.feeds import Version

Record = TypeVar("Record", bound=Version)


def current(records: QuerySet[Record]) -> list[Record]:
    """The newest version of each record, in the order of the query."""
    found = list(records)
    newest: dict[tuple[str, str], int] = {}
    for record in found:
        key = record.source, record.reference
        newest[key] = max(record.version, newest.get(key, 0))
    return [record for record in found if newest[record.source, record.reference] == record.version]
