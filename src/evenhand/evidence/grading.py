"""Intelligence grading (3x5x2): what may count, and what may corroborate. The policy is tables/grading.toml."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from evenhand.evidence.tables import read_table
from evenhand.evidence.vocabulary import Statement


class Currency(StrEnum):
    """Whether the source still stands by the item."""

    CURRENT = "current"
    OUT_OF_DATE = "out_of_date"


@dataclass(frozen=True, slots=True)
class Grade:
    """Source 1 to 3, assessment A to E, handling P or C. Raises ValueError for anything else."""

    source: int
    assessment: str
    handling: str

    def __post_init__(self) -> None:
        for part, code in (("source", self.source), ("assessment", self.assessment), ("handling", self.handling)):
            if str(code) not in meanings(part):
                raise ValueError(f"{code!r} is no {part} grade; it must be one of {', '.join(meanings(part))}.")

    def __str__(self) -> str:
        return f"{self.source}{self.assessment}{self.handling}"


@dataclass(frozen=True, slots=True)
class IntelligenceFact:
    """What the rules need to know of one item: `key` names it, `origin` says who or what first said it."""

    key: str
    origin: str
    grade: Grade
    statement: Statement
    currency: Currency
    collected_on: date


@cache
def meanings(part: str) -> dict[str, str]:
    """The codes of one part of a grade (source, assessment, handling) and what each says."""
    return {row["code"]: row["says"] for row in read_table("grading")["code"] if row["part"] == part}


def why_not(grade: Grade) -> str | None:
    """Why an item of this grade never counts (SG-10), or None where it may."""
    never = _policy("never_counts")
    if grade.source in never["sources"]:
        return f"Source {grade.source} is {meanings('source')[str(grade.source)]}: the item never counts."
    if grade.assessment in never["assessments"]:
        return f"Assessment {grade.assessment} is {meanings('assessment')[grade.assessment]}: the item never counts."
    return None


def can_count(grade: Grade) -> bool:
    """Whether an item of this grade may be shown as evidence at all."""
    return why_not(grade) is None


def why_not_corroborating(item: IntelligenceFact) -> str | None:
    """Why an item cannot corroborate, or None where it may: current, a fact, and of a grade that can (SG-10, SG-27)."""
    if item.statement is not Statement.FACT:
        return "An opinion never corroborates."
    if item.currency is not Currency.CURRENT:
        return "The source no longer stands by the item."
    if reason := why_not(item.grade):
        return reason
    if f"{item.grade.source}{item.grade.assessment}" not in _policy("corroborates_together")["grades"]:
        meaning = meanings("assessment")[item.grade.assessment]
        return f"Assessment {item.grade.assessment} is {meaning}: it does not corroborate."
    return None


def independent_origins(items: Iterable[IntelligenceFact]) -> frozenset[str]:
    """The different origins of the items that can corroborate; spelling of case and spaces makes no new origin."""
    return frozenset(" ".join(item.origin.casefold().split()) for item in items if why_not_corroborating(item) is None)


def corroborated(items: Iterable[IntelligenceFact]) -> bool:
    """Whether one item is graded as corroborated, or enough independent origins agree (SG-11)."""
    usable = [item for item in items if why_not_corroborating(item) is None]
    alone = any(item.grade.assessment in _policy("corroborates_alone")["assessments"] for item in usable)
    return alone or len(independent_origins(usable)) >= _policy("corroborates_together")["origins"]


def _policy(name: str) -> dict[str, Any]:
    section: dict[str, Any] = read_table("grading")[name]
    return section
