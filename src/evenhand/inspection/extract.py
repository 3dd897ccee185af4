"""An extract ready to be inspected: one table in a DuckDB connection, and what was assumed on the way there."""

from collections.abc import Mapping as Map
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import duckdb

NOT_RECORDED = "not recorded"
TABLE = "people"


class Role(StrEnum):
    """What a column of anybody's register can be for a check. The value is the column's name in the table.

    Dates are DATE, numbers BIGINT (age and score DOUBLE), everything else VARCHAR; NULL is "not given".
    """

    PERSON = "person"  # the register's own reference for a person: two rows with one are one person twice
    NAME = "name"
    BORN_ON = "born_on"
    AGE = "age"  # completed years as at the extract's day, where there is no birth date
    DIED_ON = "died_on"
    SEX = "sex"
    POSTCODE = "postcode"
    AREA = "area"
    LISTED_ON = "listed_on"
    REVIEWED_ON = "reviewed_on"
    REVIEW_BY = "review_by"
    KEEP_UNTIL = "keep_until"
    ENDED_ON = "ended_on"
    BASIS = "basis"
    SCORE = "score"
    BAND = "band"
    CAUSED = "caused"  # how many events in which the person caused harm
    PROVEN = "proven"  # how many of those ended in a conviction or caution
    SUFFERED = "suffered"  # how many events in which the person was harmed
    INTELLIGENCE = "intelligence"  # how many intelligence reports
    SOURCES = "sources"  # how many independent sources
    LISTED_AS = "listed_as"  # as what the register holds the person: offender, victim ...
    RELEASED_TO = "released_to"
    RELEASED_ON = "released_on"
    RELEASE_GROUND = "release_ground"


DATES = frozenset(role for role in Role if role.value.endswith(("_on", "_by", "_until")))
COUNTS = frozenset({Role.CAUSED, Role.PROVEN, Role.SUFFERED, Role.INTELLIGENCE, Role.SOURCES})
NUMBERS = frozenset({Role.AGE, Role.SCORE})


@dataclass(frozen=True, slots=True)
class Attribute:
    """A characteristic by which people are compared.

    `column` is its ENUM column in the table; `groups` its values in order, NOT_RECORDED last where anybody has none
    (never NULL). `basis` is "self", "officer" or "" where nobody says who said so. `reference` is the group that the
    others are compared with, "" for everybody else together.
    """

    name: str
    column: str
    groups: tuple[str, ...]
    basis: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """Something that was or was not done to people: a BOOLEAN column, NULL where the file does not say.

    `among` is the name of the stage whose people could have come to it, "" for everybody in the file.
    """

    name: str
    column: str
    among: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """A register as at a day. `table` has one row for each row of the file, with these columns:

    `row` BIGINT, the row's place in the file from 1 (the only name a row is ever given in a report); `people` BIGINT,
    how many people the row stands for (1, or what a column of counts says); a column for each role in `roles`, each
    attribute and each stage; `outcome` BOOLEAN where `has_outcome`: what was later found to be so.
    """

    connection: duckdb.DuckDBPyConnection
    title: str
    as_at: date
    rows: int
    people: int
    roles: frozenset[Role]
    attributes: tuple[Attribute, ...]
    stages: tuple[Stage, ...]
    has_outcome: bool
    outcome_says: str  # in words: what the outcome is, "" without one
    limits: Map[str, int]  # months and days that the mapping gives for checks, by name: retention_months, review_days
    assumed: tuple[str, ...]  # everything that was assumed in reading, each in one sentence
    fingerprint: str  # SHA-256 of the file as it was given
    mapping_fingerprint: str  # SHA-256 of the mapping
    table: str = TABLE
    single: bool = True  # False: rows are counted cells, so that checks on single people cannot be made

    def attribute(self, name: str) -> Attribute:
        """The attribute of that name. Raises KeyError where there is none."""
        for one in self.attributes:
            if one.name == name:
                return one
        raise KeyError(name)
