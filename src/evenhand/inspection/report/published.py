"""An inspection as it may be published: every count is rounded first, and every figure worked out from those.

So nothing exact is left that a page, a picture or the JSON could show. What cannot be rounded, sentences with numbers
in them, places of rows, intersections, exact rates without their counts, is left out.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection import disclosure, exact, measures
from evenhand.inspection.accuracy import Calibration, ErrorRates
from evenhand.inspection.against import Compared
from evenhand.inspection.comparing import Others, others
from evenhand.inspection.cutoffs import Cutoffs
from evenhand.inspection.describe import Description, Sizes, Spread
from evenhand.inspection.disparity import Table, comparisons
from evenhand.inspection.extract import NOT_RECORDED
from evenhand.inspection.finding import Finding
from evenhand.inspection.intervals import Floats, Interval, katz, newcombe, wilson
from evenhand.inspection.outcome_test import OutcomeTest
from evenhand.inspection.report import words
from evenhand.inspection.report.seen import Seen
from evenhand.inspection.threshold_test import ThresholdTest

LEFT_OUT = (
    "This report is for publication: counts are rounded to the nearest 5, those below 5 are shown as such, and every "
    "rate is worked out from the rounded counts. Left out are groups of several characteristics together, places of "
    "rows, change over time, and remarks of the inspection that name exact numbers."
)


def for_publication(seen: Seen) -> Seen:
    """The same with all counts rounded. NaN stands for fewer than five."""
    inspection = seen.inspection
    extract = inspection.extract
    tables = _tables([table for table in inspection.tables if len(table.attributes) == 1], seen)
    return Seen(
        replace(
            inspection,
            extract=replace(extract, rows=_whole(extract.rows), people=_whole(extract.people),
                            assumed=_without_numbers(extract.assumed)),
            findings=tuple(_finding(one) for one in inspection.findings),
            tables=tables,
            comparisons=comparisons(tables),
            spreads=(),
            cutoffs=tuple(_cutoffs(one) for one in inspection.cutoffs),
            error_rates=tuple(_error_rates(one) for one in inspection.error_rates),
            calibration=tuple(_calibration(one) for one in inspection.calibration),
            outcome_tests=_outcome_tests(inspection.outcome_tests),
            threshold_tests=tuple(_threshold_test(one) for one in inspection.threshold_tests),
            change=None,
            said=(*_without_numbers(inspection.said), LEFT_OUT),
        ),
        _description(seen.description),
        publish=True,
    )  # fmt: skip


def rounded(counts: Any) -> Floats:
    """Counts to the nearest five; NaN below five."""
    flat = [disclosure.rounded(int(one)) for one in np.asarray(counts).ravel()]
    return np.array([np.nan if one is None else one for one in flat], np.float64).reshape(np.shape(counts))


def _whole(count: float) -> int:
    return disclosure.rounded(int(count)) or 0


def _as_counts(counts: Floats) -> NDArray[np.int64]:
    """Rounded counts to reckon with, nobody for fewer than five."""
    return np.nan_to_num(counts).astype(np.int64)


def _without_numbers(sentences: Sequence[str], names: Iterable[str] = ()) -> tuple[str, ...]:
    """The sentences that have no number in them, but for those in names of benchmarks."""
    known = re.compile("|".join(map(re.escape, names)) or "(?!)")
    return tuple(one for one in sentences if not re.search(r"\d", known.sub("", one)))


def _tables(tables: Sequence[Table], seen: Seen) -> tuple[Table, ...]:
    compared = [_compared(table, seen) for table in tables]
    return tuple(
        _masked(table, one, figures, seen.of_residents(table))
        for table, one, figures in zip(tables, compared, measures.of(compared), strict=True)
    )


def _compared(table: Table, seen: Seen) -> Compared:
    of_residents = seen.of_residents(table)
    counted = _as_counts(rounded(table.counted))
    of = np.asarray(table.of, np.int64) if of_residents else _as_counts(rounded(table.of))
    within = not of_residents and not (np.asarray(table.counted) > table.of).any()
    reference = (table.reference,) if table.reference else None
    return Compared(
        table.attributes, table.stage, table.benchmark, table.reference, table.groups, counted, of,
        others(table.groups, counted, of, reference), within, _without_numbers(table.warnings, sorted(seen.benchmarks)),
    )  # fmt: skip


def _masked(table: Table, one: Compared, figures: dict[str, NDArray[Any]], of_residents: bool) -> Table:
    """A table of rounded counts, without figures for a group below five. Residents are public as they are."""
    few = np.isnan(rounded(table.counted))
    shown = {
        name: values if name == "small" else np.where(few & (name != "benchmark_share"), np.nan, values)
        for name, values in figures.items()
    }
    of = one.of.astype(np.float64) if of_residents else rounded(table.of)
    return Table(
        table.attributes, table.stage, table.benchmark, table.reference, table.groups,
        counted=rounded(table.counted), of=of, warnings=one.warnings, **shown,
    )  # fmt: skip


def _finding(one: Finding) -> Finding:
    """The number alone, rounded: the sentence may name others."""
    if not one.found:
        said = "Nothing was found." if one.found == 0 else "The file does not have what this check needs."
        return replace(one, sentence=(*_without_numbers((one.sentence,)), said)[0], of=_whole(one.of), rows=(),
                       interval=None)  # fmt: skip
    found = disclosure.rounded(one.found)
    of = _whole(one.of)
    low, high = wilson(found or 0, of)
    share = found is not None and of > 0 and one.interval is not None
    return replace(
        one,
        sentence=f"Found for {words.FEW if found is None else words.count(found)} of {words.count(of)}.",
        found=found or 1,  # of one below five only that there is any
        of=of,
        interval=Interval(found / of, float(low), float(high)) if share and found else None,
        rows=(),
    )


def _cutoffs(one: Cutoffs) -> Cutoffs:
    counted: Any = rounded(one.counted)
    of: Any = rounded(one.of)
    groups = [(group,) for group in one.groups]
    whole = np.broadcast_to(_as_counts(of), counted.shape)
    other = others(groups, _as_counts(counted).T, whole.T, (one.reference,) if one.reference else None)
    ratio, low, high = katz(counted, whole, other.counted.T, other.of.T)
    return replace(
        one, counted=counted, of=of, ratio=ratio, ratio_low=low, ratio_high=high,
        difference=newcombe(counted, whole, other.counted.T, other.of.T)[0],
        false_positive=None, false_negative=None, found_share=None, warnings=_without_numbers(one.warnings),
    )  # fmt: skip


def _share(counted: Floats, of: Floats) -> tuple[Floats, Floats, Floats]:
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(of > 0, counted / of, np.nan)
    low, high = wilson(counted, of)
    few = np.isnan(counted) | np.isnan(of)
    return share, np.where(few, np.nan, low), np.where(few, np.nan, high)


def _error_rates(one: ErrorRates) -> ErrorRates:
    negatives, false_positives, positives, false_negatives, selected, true_positives = (
        rounded(counts)
        for counts in (one.negatives, one.false_positives, one.positives, one.false_negatives, one.selected,
                       one.true_positives)
    )  # fmt: skip
    return ErrorRates(
        one.attribute, one.stage, one.groups,
        negatives, false_positives, *_share(false_positives, negatives),
        positives, false_negatives, *_share(false_negatives, positives),
        selected, true_positives, *_share(true_positives, selected),
    )  # fmt: skip


def _calibration(one: Calibration) -> Calibration:
    of, found = rounded(one.of), rounded(one.found)
    return Calibration(one.attribute, one.groups, one.bins, of, found, *_share(found, of))


def _outcome_tests(tests: Sequence[OutcomeTest]) -> tuple[OutcomeTest, ...]:
    made = [_outcome_test(one) for one in tests]
    adjusted = exact.holm(np.concatenate([one.p for one in made])) if made else np.array([])
    parts = np.split(adjusted, np.cumsum([len(one.groups) for one in made])[:-1]) if made else []
    return tuple(replace(one, adjusted=part) for one, part in zip(made, parts, strict=True))


def _outcome_test(one: OutcomeTest) -> OutcomeTest:
    listed, found = rounded(one.listed), rounded(one.found)
    groups = [(group,) for group in one.groups]
    x, n = _as_counts(found), _as_counts(listed)
    other: Others = others(groups, x, n, (one.reference,) if one.reference else None)
    usable = (other.of > 0) & ~np.isnan(found) & np.array([group != NOT_RECORDED for group in one.groups])
    ratio, low, high = (np.where(usable, figure, np.nan) for figure in katz(x, n, other.counted, other.of))
    p = np.full(len(groups), np.nan)
    p[usable] = exact.fisher(x[usable], n[usable], other.counted[usable], other.of[usable])
    return OutcomeTest(
        one.attribute, one.stage, one.groups, one.reference, listed, found, *_share(found, listed),
        ratio, low, high, p, p, (), one.caveat,
    )  # fmt: skip


def _threshold_test(one: ThresholdTest) -> ThresholdTest:
    """The bars are of a model and stay; a sentence that says why there are none may name exact numbers."""
    said = (*_without_numbers((one.why_not,)), "There are too few people for this test.")
    return replace(one, why_not=said[0])


def _description(exactly: Description) -> Description:
    sizes = exactly.sizes
    return Description(
        Sizes(*(float(rounded(getattr(sizes, name))) for name in Sizes.__dataclass_fields__)),
        exactly.ages and _spread(exactly.ages),
        exactly.months and _spread(exactly.months),
        tuple((band, float(rounded(people))) for band, people in exactly.bands),
        tuple(replace(one, counted=rounded(one.counted), of=rounded(one.of)) for one in exactly.funnels),
    )


def _spread(one: Spread) -> Spread:
    """The bands alone."""
    in_band = rounded(one.in_band)
    return replace(
        one, values=np.array(one.bounds), people=_as_counts(in_band), in_band=in_band, single=False,
        unknown=float(rounded(one.unknown)), impossible=float(rounded(one.impossible)),
    )  # fmt: skip
