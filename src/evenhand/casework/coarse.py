"""Rates, ratios and differences from the published counts of groups, which are rounded: what cannot be said is not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evenhand.casework.evenness import STEPS, Step

Cell = int | None  # None: fewer than five
Stages = Mapping[str, Mapping[str, Cell]]  # by stage and group
MIDDLE = 2  # of fewer than five, which is none to four
UNSAID = "Not stated"  # is shown, and compared with nobody


@dataclass(frozen=True, slots=True)
class Line:
    """One group at one step. `rate` of one; `ratio` and `difference` to everybody else. None: there is no such figure,
    since a count of the group itself is below five. Among everybody else such a count is reckoned as `MIDDLE`.
    """

    group: str
    people: Cell
    of: Cell
    rate: float | None
    ratio: float | None
    difference: float | None


@dataclass(frozen=True, slots=True)
class StepTable:
    """One step of the register by group. `among`: who could have come to it, in words."""

    says: str
    among: str
    lines: tuple[Line, ...]


def by_step(stages: Stages) -> tuple[StepTable, ...]:
    """Each step among the people who could have come to it."""
    return tuple(
        StepTable(step.says, step.among, _lines(stages[step.stage], _could(stages, step)))
        for step in STEPS
        if {step.stage, *step.of} <= set(stages)
    )


def against_residents(stages: Stages, residents: Mapping[str, int]) -> tuple[Line, ...]:
    """Everybody on the register against residents, by group; groups that only one of the two has are left out."""
    listed = stages.get("listed", {})
    both = [group for group in listed if group in residents]
    return _lines({group: listed[group] for group in both}, {group: residents[group] for group in both})


def _could(stages: Stages, step: Step) -> dict[str, Cell]:
    """Who could have come to a step, by group: what is below five adds nothing to what is given; None where all is."""
    return {group: _sum([stages[one][group] for one in step.of]) for group in stages[step.stage]}


def _sum(cells: Sequence[Cell]) -> Cell:
    known = [cell for cell in cells if cell is not None]
    return sum(known) if known else None


def _lines(people: Mapping[str, Cell], of: Mapping[str, Cell]) -> tuple[Line, ...]:
    given = {
        group: (MIDDLE if count is None else count, total)
        for group, count in people.items()
        if group != UNSAID and (total := of[group])
    }
    return tuple(_line(group, people[group], of[group], given) for group in people)


def _line(group: str, people: Cell, of: Cell, given: Mapping[str, tuple[int, int]]) -> Line:
    rate = people / of if people is not None and of else None
    others = [numbers for name, numbers in given.items() if name != group]
    theirs = sum(count for count, _ in others) / sum(total for _, total in others) if others else 0
    if group not in given or not theirs or rate is None:
        return Line(group, people, of, rate, None, None)
    return Line(group, people, of, rate, rate / theirs, rate - theirs)
