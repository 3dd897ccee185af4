"""Columns of text made into columns of days, numbers, yes and no, and groups: each a piece of SQL, and what was said.

A column's distinct values are read in Python and joined back, so that a file of millions is read at DuckDB's speed.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import duckdb

from evenhand.inspection.extract import COUNTS, NOT_RECORDED, Attribute, Role
from evenhand.inspection.mapping import AttributeColumn, YesNoColumn
from evenhand.inspection.reading import days, groups
from evenhand.inspection.reading.blanks import blanks, fold, stand_ins

# So many values of a yes and no column are named at the most.
FEW_SAID = 6
YES = frozenset({"yes", "y", "true", "t", "1", "1 0"})
NO = frozenset({"no", "n", "false", "f", "0", "0 0"})
# 7,5 and 3,25 and 1.204,5 and 1204,500: no comma between thousands stands so.
DECIMAL_COMMA = r"^[-+]?(\d*,(\d{1,2}|\d{4,})|\d{4,},\d{3}|\d{1,3}(\.\d{3})+,\d+)$"
# A time of day after a day says nothing here, and would make every value its own.
NO_TIME = r"[T ]\d{1,2}:\d{2}.*$"


@dataclass(slots=True)
class Columns:
    """The table being made: `picked` are its columns, SQL over `numbered`; `joined` the meanings joined to it."""

    connection: duckdb.DuckDBPyConnection
    blank: frozenset[str]
    rows: int
    picked: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @classmethod
    def over(cls, connection: duckdb.DuckDBPyConnection, further: Iterable[str], rows: int) -> "Columns":
        """Begin with the row's place. `further`: the mapping's own blanks."""
        known = blanks(tuple(further))
        connection.execute("CREATE TABLE blank (value VARCHAR)")
        connection.executemany("INSERT INTO blank VALUES (?)", [[one] for one in sorted(known)])
        return cls(connection, known, rows, ["numbered.row"])

    def text(self, column: str, to: str) -> None:
        """A column of text: trimmed, NULL where it means "not given"."""
        given = f"lower(trim(numbered.{column}))"
        self.picked.append(
            f"CASE WHEN {given} IN (SELECT value FROM blank) THEN NULL ELSE trim(numbered.{column}) END AS {to}"
        )

    def day(self, column: str, to: str, heading: str, style: str) -> None:
        """A column of days."""
        cut = f"regexp_replace({column}, '{NO_TIME}', '')"
        values = self._distinct(cut)
        read = days.read_days([one for one in values if not self._is_blank(one)], heading, style)
        unread = sum(values[one] for one, day in read.meaning.items() if day is None)
        sentinel = sum(values[one] for one, day in read.meaning.items() if day in days.SENTINELS)
        known = {one: day for one, day in read.meaning.items() if day and day not in days.SENTINELS}
        self._join(column, to, known, "DATE", of=cut)
        self.said += read.said
        if unread:
            self._not_given(heading, f"{unread:,} of {self.rows:,} values could not be read as days and count")
        if sentinel:
            self._not_given(
                heading, f"{sentinel:,} values are days such as 1900-01-01, which stand for none, and count"
            )

    def number(self, column: str, to: str, heading: str, role: Role) -> None:
        """A column of numbers: whole ones for counts. What is not finite is not given."""
        plain = self._plain(column, heading)
        read = f"try_cast({plain} AS DOUBLE)"
        value = f"CASE WHEN isfinite({read}) THEN {read} END"
        wrong = f"{value} IS NULL AND lower(trim(numbered.{column})) NOT IN (SELECT value FROM blank)"
        unread = self._one(f"SELECT count(*) FROM numbered WHERE {wrong}")
        few = self.connection.execute(f"SELECT DISTINCT {value} FROM numbered ORDER BY 1 DESC LIMIT 100").fetchall()
        ends = f"SELECT min({value}), max({value}) FILTER ({value} < 0) FROM numbered"
        least = self.connection.execute(ends).fetchone() or ()
        out = sorted(stand_ins(one for (one,) in [*few, *((one,) for one in least)] if one is not None))
        kept = f"CASE WHEN {value} IN ({', '.join(map(repr, out))}) THEN NULL ELSE {value} END" if out else value
        self.picked.append(f"try_cast(round({kept}) AS BIGINT) AS {to}" if role in COUNTS else f"{kept} AS {to}")
        if unread:
            self._not_given(heading, f"{unread:,} of {self.rows:,} values are no numbers and count")
        for one in out:
            self._not_given(heading, f"the value {one:g} stands for none and counts")

    def _plain(self, column: str, heading: str) -> str:
        """A number as SQL reads it: without signs of per cent and the marks between thousands. Where a comma stands
        before anything but three digits, it is a decimal comma, in the whole column.
        """
        bare = f"regexp_replace(trim(numbered.{column}), '[% ]', '', 'g')"
        if not self._one(f"SELECT count(*) FROM numbered WHERE regexp_matches({bare}, '{DECIMAL_COMMA}')"):
            return f"replace({bare}, ',', '')"
        self.said.append(f"Commas in column {heading} were read as decimal commas.")
        return f"replace(replace({bare}, '.', ''), ',', '.')"

    def yes_no(self, column: str, to: str, given: YesNoColumn) -> None:
        """A column that says whether something is so."""
        values = self._distinct(column)
        wanted = {fold(one) for one in given.values}
        if not wanted and {fold(one) for one in values if not self._is_blank(one)} <= YES | NO:
            wanted = set(YES)
            self.said.append(f"In column {given.column} yes, true and 1 were read as yes, no, false and 0 as no.")
        if wanted:
            meaning = {one: fold(one) in wanted for one in values if fold(one) in wanted or not self._is_blank(one)}
            others = [one for one, yes in meaning.items() if not yes and fold(one) not in NO]
            if others and len(others) <= FEW_SAID:
                listed = ", ".join(repr(one.strip()) for one in others)
                self.said.append(f"In column {given.column} these values count as no for {given.name!r}: {listed}.")
            elif others:
                self.said.append(
                    f"In column {given.column} {len(others):,} other values count as no for {given.name!r}."
                )
            if not any(meaning.values()):
                self.said.append(f"Column {given.column} has no value that means yes for {given.name!r}.")
        else:
            meaning = {one: not self._is_blank(one) for one in values}
        self._join(column, to, meaning, "BOOLEAN")

    def attribute(self, column: str, to: str, given: AttributeColumn) -> Attribute:
        """A column that people are compared by, as an ENUM."""
        found = groups.group(self._distinct(column), self.blank, given)
        self._enum(to, found.groups)
        self._join(column, to, dict(found.meaning), to + "_groups")
        self.said += found.said
        return Attribute(given.name, to, found.groups, given.basis, given.reference)

    def banded(self, value: str, to: str, given: AttributeColumn) -> Attribute:
        """A number in bands, as an ENUM. `value`: SQL over the table as it will be."""
        titles = groups.band_titles(given.bands)
        steps = " ".join(
            f"WHEN {value} < {bound} THEN {text(title)}" for bound, title in zip(given.bands, titles, strict=False)
        )
        titled = f"CASE WHEN {value} IS NULL THEN {text(NOT_RECORDED)} {steps} ELSE {text(titles[-1])} END"
        there = {one for (one,) in self.connection.execute(f"SELECT DISTINCT {titled} FROM made").fetchall()}
        known = tuple(one for one in (*titles, NOT_RECORDED) if one in there)
        self._enum(to, known)
        self.connection.execute(f"ALTER TABLE made ADD COLUMN {to} {to}_groups")
        self.connection.execute(f"UPDATE made SET {to} = CAST({titled} AS {to}_groups)")
        return Attribute(given.name, to, known, given.basis, given.reference)

    def _not_given(self, heading: str, what: str) -> None:
        self.said.append(f"In column {heading} {what} as not given.")

    def _enum(self, to: str, titles: tuple[str, ...]) -> None:
        listed = ", ".join(text(title) for title in titles or (NOT_RECORDED,))
        self.connection.execute(f"CREATE TYPE {to}_groups AS ENUM ({listed})")

    def _join(self, column: str, to: str, meaning: Mapping[str, object], kind: str, of: str = "") -> None:
        """Join each distinct value with what it means."""
        self.connection.execute(f"CREATE TABLE means_{to} (value VARCHAR, meaning {kind})")
        if meaning:
            columns = [list(meaning), [str(one) for one in meaning.values()]]
            self.connection.execute(
                f"INSERT INTO means_{to} SELECT value, CAST(meaning AS {kind}) FROM "
                "(SELECT unnest($1::VARCHAR[]) AS value, unnest($2::VARCHAR[]) AS meaning)",
                columns,
            )
        key = (of or column).replace(column, f"numbered.{column}")
        self.joined.append(f"LEFT JOIN means_{to} ON means_{to}.value = {key}")
        self.picked.append(f"means_{to}.meaning AS {to}")

    def _distinct(self, what: str) -> Counter[str]:
        return Counter(
            dict(self.connection.execute(f"SELECT {what}, count(*) FROM source GROUP BY 1 ORDER BY 1").fetchall())
        )

    def _is_blank(self, value: str) -> bool:
        return value.strip().casefold() in self.blank

    def _one(self, query: str) -> int:
        row = self.connection.execute(query).fetchone()
        return int(row[0]) if row else 0


def text(value: str) -> str:
    """A text as a literal of SQL."""
    return "'" + value.replace("'", "''") + "'"
