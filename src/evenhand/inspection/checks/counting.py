"""Counting for a check, and its sentence: how many, of how many, which share, with which margin, in which rows."""

from collections.abc import Callable
from dataclasses import dataclass

from evenhand.inspection.extract import Extract, Role
from evenhand.inspection.finding import Finding
from evenhand.inspection.intervals import Interval, wilson

SHOWN = 20
# What is said of several people, and of one.
ONE = {"have": "has", "are": "is", "were": "was"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a check counted, and in which rows of the file, the first of them."""

    found: int
    of: int
    sentence: str
    rows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a check could not be made."""

    sentence: str


@dataclass(frozen=True, slots=True)
class Check:
    """A named check. `needs`: for each of these at least one role must be there. `single`: only where each row is one
    person and not a counted cell. `safeguards` and `law` are what a fault bears on.
    """

    name: str
    title: str
    needs: tuple[tuple[Role, ...], ...]
    find: Callable[[Extract], Found | Missing]
    safeguards: tuple[str, ...]
    law: tuple[str, ...]
    single: bool = True

    def finding(self, extract: Extract) -> Finding:
        """Make the check, or say why it cannot be made."""
        if self.single and not extract.single:
            return self.not_made("The rows are counted cells, and this check needs single people.")
        lacking = [roles for roles in self.needs if not extract.roles & set(roles)]
        if lacking:
            columns = " and ".join(" or ".join(roles) for roles in lacking)
            return self.not_made(f"This could not be checked: no column of the file is mapped as {columns}.")
        found = self.find(extract)
        if isinstance(found, Missing) or not found.of:
            return self.not_made(found.sentence)
        return self.made(found)

    def made(self, found: Found) -> Finding:
        """What was found, as a finding."""
        low, high = (float(one) for one in wilson(found.found, found.of))
        interval = Interval(found.found / found.of, low, high) if found.of else None
        return Finding(
            self.name,
            self.title,
            found.sentence,
            found.found,
            found.of,
            interval,
            found.rows,
            self.safeguards,
            self.law,
        )

    def not_made(self, why: str) -> Finding:
        """A finding that says why there is none."""
        return Finding(self.name, self.title, why, None, 0, None, (), self.safeguards, self.law)


def tally(extract: Extract, fault: str, what: str, among: str = "true", who: str = "people", more: str = "") -> Found:
    """Count the people for whom `fault` holds, of those for whom `among` does: both SQL over canonical columns.

    `what` is said of several of them ("have a score of zero"); `more` follows after the sentence.
    """
    query = f"SELECT sum(people) FILTER ({fault}), sum(people) FROM {extract.table} WHERE {among}"
    found, of = (number(one) for one in extract.connection.execute(query).fetchone() or (0, 0))
    rows = extract.connection.execute(
        f"SELECT row FROM {extract.table} WHERE ({among}) AND ({fault}) ORDER BY row LIMIT {SHOWN}"
    ).fetchall()
    return Found(found, of, " ".join(filter(None, (said(found, of, what, who), more))), tuple(row for (row,) in rows))


def said(found: int, of: int, what: str, who: str = "people") -> str:
    """ "1,522 of 3,806 people (40.0 %, 95 % interval 38.4 % to 41.6 %) have a score of zero." """
    if not of:
        return f"There are no {who} of whom this could be said."
    if not found:
        return f"None of {of:,} {who} {what}."
    low, high = wilson(found, of)
    share = f"{found / of * 100:.1f} %, 95 % interval {low * 100:.1f} % to {high * 100:.1f} %"
    verb, _, rest = what.partition(" ")
    return f"{found:,} of {of:,} {who} ({share}) {ONE.get(verb, verb) if found == 1 else verb} {rest}."


def one(extract: Extract, query: str) -> int:
    """A single number out of the table; what is NULL is zero."""
    row = extract.connection.execute(query).fetchone()
    return number(row[0]) if row else 0


def number(value: object) -> int:
    """A count as DuckDB gives it; none is zero."""
    return int(str(value)) if value is not None else 0


def key(extract: Extract) -> str:
    """The column by which a person is told apart: the register's own reference, else the name."""
    return Role.PERSON if Role.PERSON in extract.roles else Role.NAME


def day(extract: Extract) -> str:
    """The extract's day in SQL."""
    return f"DATE '{extract.as_at}'"
