"""A list a page at a time: never more rows than the policy allows, and always with the count of all of them (SG-26)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

from evenhand.register import governance

Row = TypeVar("Row")
Other = TypeVar("Other")
Kept = TypeVar("Kept", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list: `number` of `of`, `total` rows on all of them."""

    rows: tuple[Row, ...]
    number: int
    of: int
    total: int

    def showing(self, rows: Iterable[Other]) -> "Page[Other]":
        """The same page with its rows as they are shown."""
        return Page(tuple(rows), self.number, self.of, self.total)


def rows_at_most() -> int:
    """How many rows one page may have."""
    return governance.policy_in_force().number("rows_per_page_max")


def page_of(whole: QuerySet[Kept], number: int) -> Page[Kept]:
    """The page of that number, counted from 1; the nearest one there is, where there is none of that number."""
    limit, total = rows_at_most(), whole.count()
    of = max(1, -(-total // limit))
    number = min(max(number, 1), of)
    return Page(tuple(whole[(number - 1) * limit : number * limit]), number, of, total)
