"""How a register falls on groups: at each stage, against each benchmark, as ratio and as difference."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection import measures
from evenhand.inspection.against import Compared, against_benchmark, against_stage, within_stage
from evenhand.inspection.benchmarks import Benchmark
from evenhand.inspection.cube import Cube, Group, Kinds, kinds, roll_up
from evenhand.inspection.exact import Counts
from evenhand.inspection.intervals import Floats

Rolled = tuple[tuple[Group, ...], Counts]  # groups, and their people of each kind of marks

MOST_GROUPS = 30
MOST_GROUPS_OF_A_SET = 400


@dataclass(frozen=True, slots=True)
class Table:
    """Groups of one attribute set at one stage against one benchmark. All arrays have one value a group, in order.

    `counted` people of `of`: of the group's people in the benchmark (or at the stage before). `rate` = counted / of,
    with Wilson's interval for people and Byar's (divided by `of`) for residents. `share` is the group's part of all
    who are counted, with Wilson's; `benchmark_share` its part of all in the benchmark. `ratio` compares the rate with
    that of `reference` ("" means everybody else), by Katz, and `difference` is of the same two rates. `p` is Fisher's
    exact two-sided test of that comparison; `adjusted` the same corrected for all comparisons of one report.
    """

    attributes: tuple[str, ...]
    stage: str
    benchmark: str  # the benchmark's name, or the stage whose people could have come to this one
    reference: str
    groups: tuple[tuple[str, ...], ...]
    counted: NDArray[Any]
    of: NDArray[Any]
    rate: Floats
    rate_low: Floats
    rate_high: Floats
    share: Floats
    share_low: Floats
    share_high: Floats
    benchmark_share: Floats
    ratio: Floats
    ratio_low: Floats
    ratio_high: Floats
    difference: Floats
    difference_low: Floats
    difference_high: Floats
    p: Floats
    adjusted: Floats
    small: NDArray[Any]  # BOOLEAN: fewer than 30 people in the group (or in its comparison): read with care
    warnings: tuple[str, ...] = ()


def tables(
    cube: Cube, benchmarks: Sequence[Benchmark | str] = (), sets: Iterable[Sequence[str]] | None = None
) -> tuple[Table, ...]:
    """Every table of an inspection, and all its comparisons corrected together by Holm.

    For each set of attributes: each stage against the people it is `among`; and everybody in the file, and each stage,
    against each benchmark that knows the attributes. A benchmark may be the name of a stage of the file. `sets` None:
    each attribute, each pair and the first three together (`usual_sets`). In a table without a reference the others
    are everybody else; a group that is not recorded is shown and never compared; a group counts as small with fewer
    than 30 people at the stage it could have come from, or, against a benchmark, counted. Raises KeyError for an
    unknown attribute or stage.
    """
    alike = kinds(cube)

    @cache
    def rolled(names: tuple[str, ...]) -> Rolled:
        return roll_up(cube, names, alike)

    chosen, left_out = usual_sets(cube, rolled) if sets is None else (tuple(tuple(one) for one in sets), ())
    compared = [one for names in chosen for one in _of_set(alike, names, rolled(names), benchmarks)]
    found = measures.of(compared)
    return tuple(
        Table(
            attributes=one.attributes,
            stage=one.stage,
            benchmark=one.benchmark,
            reference=one.reference,
            groups=one.groups,
            counted=one.counted,
            of=one.of,
            warnings=one.warnings + (left_out if place == 0 else ()),
            **measured,
        )
        for place, (one, measured) in enumerate(zip(compared, found, strict=True))
    )


def comparisons(made: Iterable[Table]) -> int:
    """How many comparisons these tables hold: so many chances of a difference that is none."""
    return sum(int(np.isfinite(table.p).sum()) for table in made)


def usual_sets(
    cube: Cube, rolled: Callable[[tuple[str, ...]], Rolled] | None = None
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """The sets that are inspected unless others are asked for, and in sentences what is left out for its size."""
    few = [one.name for one in cube.attributes if len(one.groups) <= MOST_GROUPS]
    left_out = [
        f"{one.name} has {len(one.groups)} groups and is left out of the comparisons, which take at most {MOST_GROUPS}."
        for one in cube.attributes
        if len(one.groups) > MOST_GROUPS
    ]
    together = [*combinations(few, 2), *([tuple(few[:3])] if len(few) > 2 else [])]
    chosen: list[tuple[str, ...]] = [(name,) for name in few]
    for names in together:
        groups, _ = rolled(names) if rolled else roll_up(cube, names, kinds(cube))
        if len(groups) <= MOST_GROUPS_OF_A_SET:
            chosen.append(names)
        else:
            left_out.append(
                f"{' and '.join(names)} together have {len(groups)} groups and are left out of the comparisons, which "
                f"take at most {MOST_GROUPS_OF_A_SET}."
            )
    return tuple(chosen), tuple(left_out)


def _of_set(
    alike: Kinds, names: tuple[str, ...], rolled: Rolled, benchmarks: Sequence[Benchmark | str]
) -> Iterable[Compared]:
    cube, (groups, people) = alike.cube, rolled
    attributes = tuple(one for name in names for one in cube.attributes if one.name == name)
    for stage in cube.stages:
        yield within_stage(attributes, groups, people, alike, stage)
    for benchmark in benchmarks:
        for stage_name in (cube.everybody, *(stage.name for stage in cube.stages)):
            if isinstance(benchmark, Benchmark):
                found = against_benchmark(attributes, groups, people, alike, stage_name, benchmark)
            else:
                found = against_stage(attributes, groups, people, alike, stage_name, benchmark)
            if found is not None:
                yield found
