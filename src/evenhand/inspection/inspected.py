"""Everything that one inspection found, before it is put into words."""

from dataclasses import dataclass

from evenhand.inspection.accuracy import Calibration, ErrorRates
from evenhand.inspection.benchmarks import Benchmark
from evenhand.inspection.bootstrap import Spread
from evenhand.inspection.cutoffs import Cutoffs
from evenhand.inspection.disparity import Table
from evenhand.inspection.extract import Extract
from evenhand.inspection.finding import Finding
from evenhand.inspection.outcome_test import OutcomeTest
from evenhand.inspection.report.parts import Section
from evenhand.inspection.threshold_test import ThresholdTest


@dataclass(frozen=True, slots=True)
class Inspection:
    """One extract and all that was worked out from it. What a file has no columns for is simply not there.

    `comparisons` is how many comparisons the adjusted p-values of `tables` are corrected for. `spreads` are intervals
    by resampling, one for each of `tables`, where they were asked for. `said` are further sentences that a reader must
    know, for instance why a test was left out.
    """

    extract: Extract
    benchmarks: tuple[Benchmark, ...] = ()
    findings: tuple[Finding, ...] = ()
    tables: tuple[Table, ...] = ()
    comparisons: int = 0
    spreads: tuple[Spread, ...] = ()
    cutoffs: tuple[Cutoffs, ...] = ()
    error_rates: tuple[ErrorRates, ...] = ()
    calibration: tuple[Calibration, ...] = ()
    outcome_tests: tuple[OutcomeTest, ...] = ()
    threshold_tests: tuple[ThresholdTest, ...] = ()
    change: Section | None = None
    said: tuple[str, ...] = ()
