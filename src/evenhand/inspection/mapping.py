"""A mapping: which column of anybody's file is what. A TOML file, so that an inspector can read and change it."""

from collections.abc import Mapping as Map
from dataclasses import dataclass, field
from datetime import date

from evenhand.inspection.extract import Role

DATE_STYLES = ("day-first", "month-first")


@dataclass(frozen=True, slots=True)
class AttributeColumn:
    """A column by which people are compared. `groups`: for each group the spellings that mean it; a value under no
    group is a group of its own. `bands` cuts numbers (ages) into groups "from X to Y" at these lower bounds instead.
    """

    name: str
    column: str
    basis: str = ""
    reference: str = ""
    groups: Map[str, tuple[str, ...]] = field(default_factory=dict)
    bands: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class YesNoColumn:
    """A column that says whether something is so: it is where its value is one of `values`, or, without any, where
    there is a value at all. With values, a blank means that the file does not say."""

    name: str
    column: str
    values: tuple[str, ...] = ()
    among: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What an inspector says of a file. Columns are named by their heading; the second of two columns with one heading
    is "heading (2)"."""

    title: str
    as_at: date | None
    columns: Map[Role, str]
    attributes: tuple[AttributeColumn, ...] = ()
    stages: tuple[YesNoColumn, ...] = ()
    outcome: YesNoColumn | None = None
    count: str = ""  # the column that says how many people a row stands for, "" where it is one
    blanks: tuple[str, ...] = ()  # further values that mean "not given"
    dates: str = ""  # "day-first", "month-first" or "" to find out
    limits: Map[str, int] = field(default_factory=dict)
    fingerprint: str = ""
