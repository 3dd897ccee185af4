"""Tables of disparity out of counts alone, where nobody hands out rows with a characteristic in them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from evenhand.inspection import disparity, exact
from evenhand.inspection.alarms import GroupCount
from evenhand.inspection.benchmarks import Benchmark
from evenhand.inspection.cube import NO, NOT_SAID, YES, Cube
from evenhand.inspection.disparity import Table
from evenhand.inspection.extract import Attribute, Stage


def tables(
    attribute: Attribute, steps: Sequence[GroupCount], listed: Mapping[str, int], benchmarks: Sequence[Benchmark] = ()
) -> tuple[Table, ...]:
    """The table of each step among the people who could have come to it, and of those listed against each benchmark.

    `listed` are people by group. The p-values are corrected for all comparisons together.
    """
    among = {one.stage: one.among for one in steps}
    within = [replace(one, benchmark=among[one.stage]) for one in disparity.tables(_steps(attribute, steps))]
    return corrected([*within, *disparity.tables(_listed(attribute, listed), benchmarks)])


def corrected(made: Iterable[Table]) -> tuple[Table, ...]:
    """Tables that were made apart, with the p-values of all of them corrected together by Holm."""
    every = tuple(made)
    if not every:
        return ()
    adjusted = exact.holm(np.concatenate([table.p for table in every]))
    parts = np.split(adjusted, np.cumsum([len(table.p) for table in every])[:-1])
    return tuple(replace(table, adjusted=part) for table, part in zip(every, parts, strict=True))


def _steps(attribute: Attribute, steps: Sequence[GroupCount]) -> Cube:
    """Two cells for each step and group: who came to it and who did not. Of the other steps they say nothing."""
    stages = tuple(Stage(name, "") for name in dict.fromkeys(one.stage for one in steps))
    place = {stage.name: number for number, stage in enumerate(stages)}
    codes, marks, people = [], [], []
    for one in steps:
        for mark, number in ((YES, one.counted), (NO, one.of - one.counted)):
            codes.append([attribute.groups.index(one.group)])
            marks.append([mark if n == place[one.stage] else NOT_SAID for n in range(len(stages))])
            people.append(number)
    return Cube(
        (attribute,),
        stages,
        np.array(codes, np.uint16).reshape(-1, 1),
        np.array(marks, np.int8).reshape(-1, len(stages)),
        np.array(people, np.int64),
    )


def _listed(attribute: Attribute, listed: Mapping[str, int]) -> Cube:
    codes = np.array([[attribute.groups.index(group)] for group in listed], np.uint16).reshape(-1, 1)
    people = np.array(list(listed.values()), np.int64)
    return Cube((attribute,), (), codes, np.zeros((len(people), 0), np.int8), people)
