"""Each group against everybody else at each stage: who raises an alarm, and about whom silence says nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact
from statsmodels.stats.multitest import multipletests

from evenhand.inspection import alarms
from evenhand.inspection.alarms import GroupCount
from evenhand.inspection.trouble import CannotInspect


def at(stage: str, *groups: tuple[str, int, int], among: str = "") -> list[GroupCount]:
    return [GroupCount(stage, among, *one) for one in groups]


PLANTED = at("listed", ("A", 72, 900), ("B", 45, 300), ("C", 24, 300)) + at(
    "kept", ("A", 36, 72), ("B", 22, 45), ("C", 12, 24), among="listed"
)


@st.composite
def stages(draw: st.DrawFn) -> list[GroupCount]:
    counts = []
    for stage in range(draw(st.integers(1, 3))):
        for group in range(draw(st.integers(1, 4))):
            of = draw(st.integers(0, 400))
            counts.append(GroupCount(f"stage {stage}", "", f"group {group}", draw(st.integers(0, of)), of))
    return counts


def test_a_planted_difference_raises_one_alarm_that_names_stage_group_and_numbers() -> None:
    (alarm,) = alarms.raised(PLANTED)
    assert (alarm.stage, alarm.among, alarm.group, alarm.counted, alarm.of) == ("listed", "", "B", 45, 300)
    assert (alarm.other, alarm.other_of) == (96, 1200)
    assert alarm.ratio == pytest.approx((45 / 300) / (96 / 1200))
    assert alarm.low == pytest.approx(alarm.ratio * np.exp(-1.959964 * np.sqrt(1 / 45 - 1 / 300 + 1 / 96 - 1 / 1200)))
    assert alarm.p == pytest.approx(fisher_exact([[45, 255], [96, 1104]]).pvalue)


def test_the_words_of_an_alarm_hold_stage_group_both_counts_ratio_and_interval() -> None:
    words = alarms.in_words(alarms.raised(PLANTED)[0])
    for part in ('"listed"', '"B"', "45 of 300", "96 of 1,200", "1.88 times", "1.35 to 2.61"):
        assert part in words


def test_the_stage_before_and_the_characteristic_are_named() -> None:
    counts = [GroupCount("kept", "listed", "A", 90, 100, "sex"), GroupCount("kept", "listed", "B", 40, 100, "sex")]
    for alarm in alarms.raised(counts):
        assert '"kept" among those at "listed"' in alarms.in_words(alarm)
        assert "of sex" in alarms.in_words(alarm)


def test_p_is_corrected_for_all_comparisons_of_the_call() -> None:
    tables = [(72, 900, 69, 600), (45, 300, 96, 1200), (24, 300, 117, 1200), (36, 72, 34, 69), (22, 45, 48, 96)]
    tables.append((12, 24, 58, 117))
    p = [fisher_exact([[a, n - a], [b, m - b]]).pvalue for a, n, b, m in tables]
    (alarm,) = alarms.raised(PLANTED)
    assert alarm.adjusted == pytest.approx(multipletests(p, method="holm")[1][1])


def test_a_difference_beyond_chance_but_within_the_band_raises_none() -> None:
    counts = at("listed", ("A", 52_000, 100_000), ("B", 48_000, 100_000))
    assert alarms.raised(counts) == ()
    assert {one.group for one in alarms.raised(counts, band=(0.95, 1.05))} == {"A", "B"}


def test_a_large_ratio_that_chance_explains_raises_none() -> None:
    assert alarms.raised(at("listed", ("A", 4, 20), ("B", 10, 100))) == ()


def test_people_without_a_recorded_group_are_compared_with_nobody() -> None:
    with_them = PLANTED + at("listed", ("not recorded", 90, 100))
    assert alarms.raised(with_them) == alarms.raised(PLANTED)
    assert alarms.too_small(at("listed", ("not recorded", 1, 2))) == ()


def test_a_stage_that_only_one_group_came_to_raises_alarms_without_an_interval() -> None:
    first, second = alarms.raised(at("shared", ("A", 30, 100), ("B", 0, 100)))
    assert (first.ratio, second.ratio) == (np.inf, 0)
    assert np.isnan(first.low)
    assert "which nobody else came to" in alarms.in_words(first)
    assert "which nobody of the group came to" in alarms.in_words(second)


@given(stages(), st.randoms(use_true_random=False))
def test_the_order_of_groups_does_not_matter(counts: list[GroupCount], chance: object) -> None:
    mixed = list(counts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert repr(alarms.raised(mixed)) == repr(alarms.raised(counts))
    assert alarms.too_small(mixed) == alarms.too_small(counts)


@given(st.integers(1, 200).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), st.integers(2, 5))
def test_an_equal_share_in_every_group_never_raises_an_alarm(share: tuple[int, int], groups: int) -> None:
    counts = at("listed", *((f"group {k}", share[0] * (k + 1), share[1] * (k + 1)) for k in range(groups)))
    assert alarms.raised(counts) == ()


@given(stages())
def test_a_group_is_never_both_loud_and_mute(counts: list[GroupCount]) -> None:
    loud = {(one.stage, one.group) for one in alarms.raised(counts)}
    assert not loud & {(one.stage, one.group) for one in alarms.too_small(counts)}


def test_a_group_too_small_ever_to_raise_an_alarm_is_named_as_such() -> None:
    counts = at("listed", ("A", 500, 1000), ("B", 480, 1000), ("C", 2, 3))
    (mute,) = alarms.too_small(counts)
    assert mute.group == "C"


def test_few_people_are_enough_where_the_stage_is_rare() -> None:
    """Three of three where one in a hundred is expected could be seen; that none of three were, could not."""
    counts = at("listed", ("A", 10, 1000), ("C", 0, 3))
    assert alarms.too_small(counts) == ()
    (side,) = [side for group, side in alarms.one_sided(counts) if group.group == "C"]
    assert side == "less"


@given(stages())
def test_a_side_on_which_an_alarm_was_raised_is_never_called_unseen(counts: list[GroupCount]) -> None:
    loud = {(one.stage, one.group, "more" if one.ratio > 1 else "less") for one in alarms.raised(counts)}
    assert not loud & {(one.stage, one.group, side) for one, side in alarms.one_sided(counts)}


def test_a_group_of_nobody_and_one_that_is_everybody_cannot_tell() -> None:
    assert [one.group for one in alarms.too_small(at("listed", ("A", 10, 100), ("B", 0, 0)))] == ["A", "B"]


def test_refuses_counts_that_cannot_be() -> None:
    with pytest.raises(CannotInspect, match="5 of 4 people cannot be"):
        alarms.raised(at("listed", ("A", 5, 4)))
    with pytest.raises(CannotInspect, match="given twice"):
        alarms.raised(at("listed", ("A", 1, 4), ("A", 2, 4)))


def test_nothing_to_compare_raises_nothing() -> None:
    assert alarms.raised([]) == ()
    assert alarms.too_small([]) == ()
