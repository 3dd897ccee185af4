"""The papers of the register, each version with its dates, for whoever has to see to them. Names nobody."""

from dataclasses import dataclass
from datetime import date, datetime

from evenhand.casework import papers
from evenhand.casework.papers import Kind
from evenhand.casework.register_state import Standing
from evenhand.register import standing
from evenhand.register.models import Closure, Paper


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a paper: what each part says, its dates, and when two people adopted it."""

    parts: tuple[tuple[str, str], ...]
    in_force_from: date
    review_by: date
    adopted_at: datetime


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of paper: what it is called, the day by which the next is due, every version, newest first."""

    kind: Kind
    name: str
    due: date | None
    in_force_from: date | None
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """How the register stands, and its papers. `closure`: where it was closed."""

    standing: Standing
    papers: tuple[Sort, ...]
    closure: Closure | None


def shown() -> Shown:
    """All of it, as it is today."""
    stands = standing.standing()
    kept = list(Paper.objects.order_by("-pk"))
    return Shown(stands, tuple(_sort(kind, stands, kept) for kind in Kind), Closure.objects.first())


def _sort(kind: Kind, stands: Standing, kept: list[Paper]) -> Sort:
    in_force = standing.in_force(kind)
    versions = tuple(
        Version(_parts(one.content), one.in_force_from, one.review_by, one.adopted_at)
        for one in kept
        if one.kind == kind
    )
    return Sort(kind, papers.NAMES[kind], stands.due[kind], in_force.in_force_from if in_force else None, versions)


def _parts(content: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((part.replace("_", " ").capitalize(), words.strip()) for part, words in content.items())
