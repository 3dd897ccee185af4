"""Figures of groups as tables to be read: every value with its interval, every small group marked as small."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from evenhand.inspection.accuracy import Calibration, ErrorRates
from evenhand.inspection.cutoffs import Cutoffs
from evenhand.inspection.disparity import Table
from evenhand.inspection.outcome_test import OutcomeTest
from evenhand.inspection.report import words
from evenhand.inspection.report.parts import Cell, Column, TableView
from evenhand.inspection.report.seen import group_name
from evenhand.inspection.threshold_test import ThresholdTest

SMALL_NOTE = "Small: fewer than 30 people in the group or in its comparison. Read with care."
MOST_CUTS = 10

Row = tuple[Cell, ...]


def composition(table: Table, benchmark: str) -> TableView:
    """Share of the register and of the benchmark, rate per 10,000, ratio and difference."""
    rows = [
        (_name(table, g), _counts(table, g), words.with_interval("percent", *_at(table, g, "share")),
         float(table.benchmark_share[g]), words.with_interval("per10k", *_at(table, g, "rate")),
         *_compared(table, g, "points10k"))
        for g in range(len(table.groups))
    ]  # fmt: skip
    return TableView(
        f"The register by {table.attributes[0]}, against {benchmark}",
        (Column("Group"), Column("People, of residents"), Column("Share of the register"),
         Column("Share of the benchmark", "percent"), Column("Per 10,000 residents"),
         Column(f"Ratio to {_other(table)}"), Column("Difference per 10,000"), Column("Adjusted p", "p")),
        tuple(rows),
        _notes(table),
    )  # fmt: skip


def stage(table: Table, of_residents: bool, only: Sequence[int] | None = None) -> TableView:
    """The groups of a table at its stage; `only` the ones in these places."""
    rate, difference = ("per10k", "points10k") if of_residents else ("percent", "points")
    title = "Per 10,000 residents" if of_residents else f"Share of those {table.benchmark}"
    rows = [
        (_name(table, g), _counts(table, g), words.with_interval(rate, *_at(table, g, "rate")),
         words.with_interval("percent", *_at(table, g, "share")), *_compared(table, g, difference))
        for g in (range(len(table.groups)) if only is None else only)
    ]  # fmt: skip
    return TableView(
        f"{table.stage} by {words.listed(table.attributes)}, of those {table.benchmark}"
        if not of_residents
        else f"{table.stage} by {words.listed(table.attributes)}, against {table.benchmark}",
        (Column("Group"), Column("People"), Column(title), Column(f"Share of all {table.stage}"),
         Column(f"Ratio to {_other(table)}"),
         Column("Difference per 10,000" if of_residents else "Difference in points"), Column("Adjusted p", "p")),
        tuple(rows),
        _notes(table),
    )  # fmt: skip


def over_cutoffs(one: Cutoffs) -> tuple[TableView, TableView]:
    """At some cuts, evenly chosen from the lowest to the highest: the ratios, and the shares with their differences."""
    cuts = np.unique(np.linspace(0, len(one.cuts) - 1, min(MOST_CUTS, len(one.cuts))).round().astype(int))
    other, groups = one.reference or "everybody else", range(len(one.groups))
    headings = (Column("Score"), *(Column(group) for group in one.groups))
    notes = (*one.warnings, *_thinned(len(cuts), len(one.cuts)))
    ratios = tuple((f"{one.cuts[c]:g} or more", *(_ratio_at(one, c, g) for g in groups)) for c in cuts)
    shares = tuple((f"{one.cuts[c]:g} or more", *(_share_at(one, c, g) for g in groups)) for c in cuts)
    return (
        TableView(f"Ratio to {other} over the cut-offs, by {one.attribute}", headings, ratios, notes),
        TableView(
            f"People who count over the cut-offs, by {one.attribute}: number, share of the group, and difference from "
            f"{other} in points", headings, shares, notes,
        ),
    )  # fmt: skip


def _ratio_at(one: Cutoffs, c: int, g: int) -> str:
    if one.groups[g] == one.reference:
        return "compared with"
    value, low, high = (float(bound[c, g]) for bound in (one.ratio, one.ratio_low, one.ratio_high))
    return words.with_interval("ratio", value, low, high)


def _share_at(one: Cutoffs, c: int, g: int) -> str:
    counted, of, difference = float(one.counted[c, g]), float(one.of[g]), float(one.difference[c, g])
    share = f", {words.percent(counted / of)}" if of > 0 and not np.isnan(counted) else ""
    compared = np.isfinite(difference) and one.groups[g] != one.reference
    return words.counted(counted) + share + (f", {words.points(difference)}" if compared and share else "")


def errors(one: ErrorRates) -> TableView:
    """Listed all the same, missed, and listed rightly."""
    rows = [
        (group,
         _part(one.false_positives[g], one.negatives[g], one.fpr[g], one.fpr_low[g], one.fpr_high[g]),
         _part(one.false_negatives[g], one.positives[g], one.fnr[g], one.fnr_low[g], one.fnr_high[g]),
         _part(one.true_positives[g], one.selected[g], one.ppv[g], one.ppv_low[g], one.ppv_high[g]))
        for g, group in enumerate(one.groups)
    ]  # fmt: skip
    return TableView(
        f"Errors at the stage {one.stage} by {one.attribute}",
        (Column("Group"), Column("False positives: came to it, of those in whom nothing was found"),
         Column("False negatives: did not, of those in whom something was found"),
         Column("Of those who came to it, something was found in")),
        tuple(rows),
    )  # fmt: skip


def calibration(one: Calibration) -> TableView:
    """In how many something was found, by score and group."""
    rows = [
        (name, *(_part(one.found[b, g], one.of[b, g], one.share[b, g], one.low[b, g], one.high[b, g])
                 for g in range(len(one.groups))))
        for b, name in enumerate(one.bins)
    ]  # fmt: skip
    return TableView(
        f"What each score came to, by {one.attribute}",
        (Column("Score"), *(Column(group) for group in one.groups)),
        tuple(rows),
    )


def outcome(one: OutcomeTest) -> TableView:
    """Of those listed, in how many it proved right."""
    rows = [
        (group, _part(one.found[g], one.listed[g], one.rate[g], one.low[g], one.high[g]),
         *_outcome_compared(one, g))
        for g, group in enumerate(one.groups)
    ]  # fmt: skip
    return TableView(
        f"Outcome test by {one.attribute}, {one.stage or 'everybody in the file'}",
        (Column("Group"), Column("Found in, of those listed"), Column(f"Ratio to {one.reference or 'everybody else'}"),
         Column("Adjusted p", "p")),
        tuple(rows),
    )  # fmt: skip


def _outcome_compared(one: OutcomeTest, g: int) -> Row:
    if one.groups[g] == one.reference:
        return "compared with", ""
    ratio = words.with_interval("ratio", float(one.ratio[g]), float(one.ratio_low[g]), float(one.ratio_high[g]))
    return ratio, float(one.adjusted[g])


def threshold(one: ThresholdTest) -> TableView:
    """The bar of each group, and how far it is from that of the reference."""
    rows = [
        (group, words.with_interval("percent", float(one.bar[g]), float(one.bar_low[g]), float(one.bar_high[g])),
         words.with_interval("points", float(one.difference[g]), float(one.difference_low[g]),
                             float(one.difference_high[g])),
         float(one.lower_probability[g]))
        for g, group in enumerate(one.groups)
    ]  # fmt: skip
    return TableView(
        f"Threshold test by {one.attribute}, {one.stage}, over {one.strata}",
        (Column("Group"), Column("Bar"), Column(f"Points above or below {one.reference or 'everybody else'}"),
         Column("Probability that it is lower", "percent")),
        tuple(rows),
        (f"{one.draws:,} draws; R-hat {one.rhat:.3f}.",),
    )  # fmt: skip


def _compared(table: Table, g: int, difference: str) -> Row:
    if table.reference and group_name(table.groups[g]) == table.reference:
        return "compared with", "", ""
    return (
        words.with_interval("ratio", *_at(table, g, "ratio")),
        words.with_interval(difference, *_at(table, g, "difference")),
        float(table.adjusted[g]),
    )


def _name(table: Table, g: int) -> str:
    return group_name(table.groups[g]) + (" (small)" if table.small[g] else "")


def _at(table: Table, g: int, name: str) -> tuple[float, float, float]:
    value, low, high = (float(getattr(table, one)[g]) for one in (name, f"{name}_low", f"{name}_high"))
    return value, low, high


def _counts(table: Table, g: int) -> str:
    return f"{words.counted(float(table.counted[g]))} of {words.counted(float(table.of[g]))}"


def _part(counted: Any, of: Any, share: Any, low: Any, high: Any) -> str:
    if float(of) == 0:
        return "nobody"
    people = f"{words.counted(float(counted))} of {words.counted(float(of))}"
    return people if np.isnan(share) else f"{people}: {words.with_interval('percent', share, low, high)}"


def _other(table: Table) -> str:
    return table.reference or "everybody else"


def _notes(table: Table) -> tuple[str, ...]:
    return (*table.warnings, *((SMALL_NOTE,) if np.asarray(table.small).any() else ()))


def _thinned(shown: int, cuts: int) -> Iterable[str]:
    return (f"{shown} of {cuts} cut-offs are shown; the JSON has all.",) if shown < cuts else ()
