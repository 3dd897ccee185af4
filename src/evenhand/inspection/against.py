"""Whom the counted are set against: the people of the stage before, a benchmark, or another stage of the same file."""

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np

from evenhand.inspection.benchmarks import JOINED, Benchmark
from evenhand.inspection.comparing import EVERYBODY_ELSE, TOGETHER, Others, others, recorded, reference_of
from evenhand.inspection.cube import Group, Kinds
from evenhand.inspection.exact import Counts
from evenhand.inspection.extract import Attribute, Stage
from evenhand.inspection.trouble import CannotInspect

NAMED_AT_MOST = 5
SAID = {"self": "what people said of themselves", "officer": "what an officer saw in them"}


@dataclass(frozen=True, slots=True)
class Compared:
    """The whole numbers of one table, before anything is worked out from them. Arrays have one value a group.

    `within`: the counted are some of the `of`, so that a rate is a share of people; else it is a rate by residents.
    """

    attributes: tuple[str, ...]
    stage: str
    benchmark: str
    reference: str
    groups: tuple[Group, ...]
    counted: Counts
    of: Counts
    others: Others
    within: bool
    warnings: tuple[str, ...]


def within_stage(
    attributes: Sequence[Attribute], groups: tuple[Group, ...], people: Counts, alike: Kinds, stage: Stage
) -> Compared:
    """A stage against the people who could have come to it: those of the stage it is among, or everybody."""
    came, could = alike.at(stage.name)
    unsaid = people @ (alike.came(stage.among) & ~could)
    warnings = []
    if unsaid.sum():
        warnings.append(
            f"The file does not say of {unsaid.sum():,} people whether they came to {stage.name}: left out."
        )
    among = stage.among or alike.cube.everybody
    return _compared(attributes, groups, people @ came, people @ could, stage.name, among, True, warnings)


def against_stage(
    attributes: Sequence[Attribute], groups: tuple[Group, ...], people: Counts, alike: Kinds, stage: str, other: str
) -> Compared | None:
    """A stage against the people of another, whoever they are; None where it is the same, or is among it already."""
    already = {one.name: one.among or alike.cube.everybody for one in alike.cube.stages}
    if stage == other or already.get(stage) == other:
        return None
    came, there = alike.came(stage), alike.came(other)
    within = not (came & ~there).any()
    return _compared(attributes, groups, people @ came, people @ there, stage, other, within, [])


def against_benchmark(
    attributes: Sequence[Attribute],
    groups: tuple[Group, ...],
    people: Counts,
    alike: Kinds,
    stage: str,
    benchmark: Benchmark,
) -> Compared | None:
    """Everybody, or a stage, against a benchmark; None where it does not know these attributes together.

    Groups that only one of the two has stay in the table, and are said.
    """
    known = _known(benchmark, attributes)
    if known is None:
        return None
    name, order = known
    residents = benchmark.people[name]
    counted = people @ alike.came(stage)
    theirs = [benchmark.group(name, [group[place] for place in order]) for group in groups]
    theirs = [one if sure else None for one, sure in zip(theirs, recorded(groups), strict=True)]
    _check_told_apart(groups, theirs, benchmark)
    absent = [one for one in residents if one not in theirs]
    warnings = [
        *_cautions(benchmark, attributes),
        *_unknown_there(groups, counted, theirs, benchmark),
        *_unknown_here(absent, residents, benchmark),
    ]
    return _compared(
        attributes,
        groups + tuple(_parts(one, order) for one in absent),
        np.concatenate([counted, np.zeros(len(absent), np.int64)]),
        np.array([0 if one is None else residents[one] for one in (*theirs, *absent)], np.int64),
        stage,
        benchmark.name,
        False,
        warnings,
    )


def _known(benchmark: Benchmark, attributes: Sequence[Attribute]) -> tuple[str, tuple[int, ...]] | None:
    """The benchmark's attribute, and in which order it takes ours; None where it has no such."""
    for order in permutations(range(len(attributes))):
        name = benchmark.attribute(attributes[place].name for place in order)
        if name is not None:
            return name, order
    return None


def _parts(group: str, order: Sequence[int]) -> Group:
    """A benchmark's group as one of ours: its parts in the order of our attributes."""
    parts = [part.strip() for part in group.split(JOINED.strip())] if len(order) > 1 else [group]
    return tuple(parts[order.index(place)] for place in range(len(order)))


def _check_told_apart(groups: Sequence[Group], theirs: Sequence[str | None], benchmark: Benchmark) -> None:
    """Raises CannotInspect where two groups of the file are one of the benchmark, whose people would count twice."""
    first: dict[str, Group] = {}
    for group, one in zip(groups, theirs, strict=True):
        if one is not None and first.setdefault(one, group) != group:
            raise CannotInspect(
                f"The groups {TOGETHER.join(first[one])!r} and {TOGETHER.join(group)!r} of the file are both {one!r} "
                f"in the benchmark {benchmark.name}. Make them one group in the mapping."
            )


def _cautions(benchmark: Benchmark, attributes: Sequence[Attribute]) -> list[str]:
    """What a reader must know of the benchmark itself, and of who said to which group people belong."""
    found = []
    if not benchmark.verified:
        found.append(f"The figures of the benchmark {benchmark.name} are unverified: not compared with their source.")
    for attribute in attributes:
        if attribute.basis and benchmark.basis and attribute.basis != benchmark.basis:
            found.append(
                f"{attribute.name} in the file is {SAID[attribute.basis]} and in the benchmark {benchmark.name} "
                f"{SAID[benchmark.basis]}: these are different things, and the comparison mixes them."
            )
    return found


def _unknown_there(
    groups: Sequence[Group], counted: Counts, theirs: Sequence[str | None], benchmark: Benchmark
) -> list[str]:
    missing = [
        f"{TOGETHER.join(group)} ({number:,})"
        for group, number, one, sure in zip(groups, counted.tolist(), theirs, recorded(groups), strict=True)
        if one is None and sure
    ]
    return [f"The benchmark {benchmark.name} has no people for {_listed(missing)}: not compared."] if missing else []


def _unknown_here(absent: Sequence[str], residents: Map[str, int], benchmark: Benchmark) -> list[str]:
    named = [f"{one} ({residents[one]:,})" for one in absent]
    return [f"Nobody in the file is in these groups of {benchmark.name}: {_listed(named)}."] if named else []


def _listed(names: Sequence[str]) -> str:
    more = len(names) - NAMED_AT_MOST
    return ", ".join(names[:NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")


def _compared(
    attributes: Sequence[Attribute],
    groups: tuple[Group, ...],
    counted: Counts,
    of: Counts,
    stage: str,
    benchmark: str,
    within: bool,
    warnings: Sequence[str],
) -> Compared:
    """Each group with those it is compared with, and what has to be said about it."""
    wanted = reference_of(attributes)
    compared_with = others(groups, counted, of, wanted)
    said, unknown = list(warnings), ~recorded(groups)
    if counted[unknown].sum():
        said.append(
            f"{' and '.join(one.name for one in attributes)} is not recorded for {counted[unknown].sum():,} of "
            f"{counted.sum():,} people at {stage}: they are shown and not compared."
        )
    if wanted is not None and not compared_with.reference.any():
        said.append(
            f"The group of reference, {TOGETHER.join(wanted)}, has nobody to compare with in {benchmark}: each group "
            "is compared with everybody else."
        )
    if not within and (counted > of)[of > 0].any():
        said.append(
            f"Some groups have more people at {stage} than in {benchmark}: no exact test can be made for them, and "
            "their ratio has the interval of two counts."
        )
    return Compared(
        attributes=tuple(one.name for one in attributes),
        stage=stage,
        benchmark=benchmark,
        reference=TOGETHER.join(wanted) if wanted is not None and compared_with.reference.any() else EVERYBODY_ELSE,
        groups=groups,
        counted=counted,
        of=of,
        others=compared_with,
        within=within,
        warnings=tuple(said),
    )
