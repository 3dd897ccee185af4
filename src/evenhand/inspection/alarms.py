"""When a stage of the register falls on one group so differently that it must be looked into.

Each group is compared with everybody else at the same stage: among the people who could have come to it, how many did.
Two things must hold for an alarm. The difference is more than chance: Fisher's exact test, with Holm's correction over
all comparisons of one call, so that a call over an even-handed register raises any alarm at all in at most `level` of
cases. And it is large enough to matter: the ratio lies outside `band` (four fifths, and its inverse). An alarm is a
question that must be answered, not an answer: it says nothing about why.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection import exact
from evenhand.inspection.extract import NOT_RECORDED
from evenhand.inspection.intervals import LEVEL, katz
from evenhand.inspection.trouble import CannotInspect
from evenhand.inspection.wording import per_cent

BAND = (0.8, 1.25)
ERROR = 0.05


@dataclass(frozen=True, slots=True)
class GroupCount:
    """`counted` people of a group came to `stage`, `of` those of the group who could have: who were at `among`."""

    stage: str
    among: str  # the stage before, "" where everybody could have come to this one
    group: str
    counted: int
    of: int
    attribute: str = ""  # what the groups are groups of; needed only where one call holds several characteristics


@dataclass(frozen=True, slots=True)
class Alarm:
    """A group at a stage, beside everybody else there (`other` of `other_of`). `low` and `high` are Katz's 95 %."""

    stage: str
    among: str
    group: str
    counted: int
    of: int
    other: int
    other_of: int
    ratio: float  # infinite where the stage was reached by nobody else
    low: float  # NaN, as `high`, where one of the two shares is nothing
    high: float
    p: float
    adjusted: float
    attribute: str = ""


def raised(counts: Iterable[GroupCount], band: tuple[float, float] = BAND, level: float = ERROR) -> tuple[Alarm, ...]:
    """The alarms, those that chance explains least first. "not recorded" is no group and is not compared.

    Raises CannotInspect where counts cannot be, or a group is given twice for one stage.
    """
    compared, other, other_of = _against_others(counts)
    counted, of = _arrays(compared)
    p = exact.fisher(counted, of, other, other_of)
    adjusted = exact.holm(p)
    ratio, low, high = katz(counted, of, other, other_of)
    ratio = np.where((other == 0) & (counted > 0), np.inf, ratio)
    alarms = [
        Alarm(c.stage, c.among, c.group, c.counted, c.of, int(other[i]), int(other_of[i]), float(ratio[i]),
              float(low[i]), float(high[i]), float(p[i]), float(adjusted[i]), c.attribute)
        for i, c in enumerate(compared)
        if adjusted[i] <= level and not band[0] <= ratio[i] <= band[1]
    ]  # fmt: skip
    return tuple(sorted(alarms, key=lambda a: (a.adjusted, a.attribute, a.stage, a.among, a.group)))


def too_small(
    counts: Iterable[GroupCount], band: tuple[float, float] = BAND, level: float = ERROR
) -> tuple[GroupCount, ...]:
    """The groups about which no alarm would be raised if all of their people had come to the stage, nor if none had.

    Everybody else and all other comparisons are taken as they are. Also those of whom there is nobody, and those whom
    there is nobody to compare with. For these groups silence is not fairness: the numbers cannot tell. In the order of
    attribute, stage and group. Raises CannotInspect as `raised` does.
    """
    given = tuple(counts)
    seen = _visible(given, band, level)
    compared = {one for one, *_ in seen}
    alone = [one for one in given if one.group != NOT_RECORDED and one not in compared]
    return tuple(sorted([one for one, less, more in seen if not (less or more)] + alone, key=_place))


def one_sided(
    counts: Iterable[GroupCount], band: tuple[float, float] = BAND, level: float = ERROR
) -> tuple[tuple[GroupCount, str], ...]:
    """The groups of which an alarm could only ever say "less", or only "more", and which of the two could not be said.

    At a rare stage a small group is soon there too often, but that none of it came is no news. Else as `too_small`.
    """
    seen = _visible(tuple(counts), band, level)
    return tuple((one, "more" if less else "less") for one, less, more in seen if less != more)


def in_words(alarm: Alarm) -> str:
    """The alarm in one sentence: stage, group, both shares, ratio with its interval, and what chance would do."""
    share, others = alarm.counted / alarm.of, alarm.other / alarm.other_of
    return (
        f"{_stage(alarm)}: {alarm.counted:,} of {alarm.of:,} in the group {_named(alarm)} ({per_cent(share)}) against "
        f"{alarm.other:,} of {alarm.other_of:,} of everybody else ({per_cent(others)}), {_ratio(alarm)}. "
        f"Were all groups treated alike, a difference as large as this would be found by chance with a probability of "
        f"{_probability(alarm.adjusted)}, all comparisons made at once being allowed for."
    )


def _against_others(counts: Iterable[GroupCount]) -> tuple[list[GroupCount], NDArray[Any], NDArray[Any]]:
    """The counts that can be compared, with the counts of everybody else in a recorded group at the same stage."""
    recorded = sorted((one for one in counts if one.group != NOT_RECORDED), key=_place)
    _refuse_what_cannot_be(recorded)
    totals: dict[tuple[str, str, str], tuple[int, int]] = {}
    for one in recorded:
        counted, of = totals.get(_place(one)[:3], (0, 0))
        totals[_place(one)[:3]] = counted + one.counted, of + one.of
    compared = [one for one in recorded if 0 < one.of < totals[_place(one)[:3]][1]]
    other = np.array([totals[_place(one)[:3]][0] - one.counted for one in compared], np.int64)
    return compared, other, np.array([totals[_place(one)[:3]][1] - one.of for one in compared], np.int64)


def _visible(
    counts: tuple[GroupCount, ...], band: tuple[float, float], level: float
) -> list[tuple[GroupCount, bool, bool]]:
    """Of each group compared, whether an alarm would be raised if none of its people had come to the stage, if all."""
    compared, other, other_of = _against_others(counts)
    counted, of = _arrays(compared)
    p = exact.fisher(counted, of, other, other_of)
    none, every = exact.fisher(np.zeros_like(of), of, other, other_of), exact.fisher(of, of, other, other_of)
    loud = {_place(alarm): alarm.ratio for alarm in raised(counts, band, level)}

    def rings(i: int, instead: float) -> bool:
        return bool(exact.holm(np.where(np.arange(len(p)) == i, instead, p))[i] <= level)

    return [
        (one, rings(i, none[i]) or loud.get(_place(one), 1) < 1, rings(i, every[i]) or loud.get(_place(one), 1) > 1)
        for i, one in enumerate(compared)
    ]


def _refuse_what_cannot_be(counts: Sequence[GroupCount]) -> None:
    for one in counts:
        if not 0 <= one.counted <= one.of:
            raise CannotInspect(
                f"{_stage(one)}, group {_named(one)}: {one.counted:,} of {one.of:,} people cannot be. Count again."
            )
    for before, after in pairwise(counts):
        if _place(before) == _place(after):
            raise CannotInspect(f"{_stage(after)}: the group {_named(after)} is given twice. Add the two up first.")


def _arrays(counts: Sequence[GroupCount]) -> tuple[NDArray[Any], NDArray[Any]]:
    return np.array([one.counted for one in counts], np.int64), np.array([one.of for one in counts], np.int64)


def _place(one: GroupCount | Alarm) -> tuple[str, str, str, str]:
    return one.attribute, one.stage, one.among, one.group


def _stage(one: GroupCount | Alarm) -> str:
    return f'"{one.stage}"' + (f' among those at "{one.among}"' if one.among else "")


def _named(one: GroupCount | Alarm) -> str:
    return f'"{one.group}"' + (f" of {one.attribute}" if one.attribute else "")


def _ratio(alarm: Alarm) -> str:
    if np.isinf(alarm.ratio):
        return "which nobody else came to"
    if alarm.ratio == 0:
        return "which nobody of the group came to"
    return f"{alarm.ratio:.2f} times as often ({per_cent(LEVEL, 0)} interval {alarm.low:.2f} to {alarm.high:.2f})"


def _probability(p: float) -> str:
    return "less than 0.0001" if p < 0.0001 else f"{p:.4f}"
