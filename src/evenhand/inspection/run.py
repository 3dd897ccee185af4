"""A whole inspection: a file and its mapping in, everything that can be said of it out. Writes nothing anywhere."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from evenhand.inspection import (
    accuracy,
    benchmarks,
    bootstrap,
    change,
    checks,
    cube,
    cutoffs,
    disparity,
    nameless,
    outcome_test,
    threshold_test,
)
from evenhand.inspection.benchmarks import Benchmark
from evenhand.inspection.extract import Extract, Role
from evenhand.inspection.inspected import Inspection
from evenhand.inspection.mapping import Mapping
from evenhand.inspection.mapping_file import read_mapping
from evenhand.inspection.reading import read
from evenhand.inspection.report.sections import changed
from evenhand.inspection.threshold_test import ThresholdTest

Given = tuple[Path, Mapping]


def inspect(
    file: str | Path,
    mapping: str | Path | Mapping,
    *,
    benchmark: Sequence[str | Path | Benchmark] = (),
    copy: Given | None = None,
    earlier: Sequence[Given] = (),
    as_at: date | None = None,
    draws: int = 0,
) -> Inspection:
    """Inspect a register.

    `mapping` is the mapping or the file that it is in; `benchmark` holds names of benchmarks that come with evenhand,
    files of the user's, benchmarks, or names of stages of the register itself; `copy` is a second copy of the register
    as at the same date; `earlier` are extracts of it from other days, each with its mapping. `draws`: so often people
    are drawn again for intervals that assume nothing of how a ratio is spread (1,000 are enough). Raises CannotInspect
    with one sentence where something cannot be used, and Refused (SG-62) where a report would show people and not
    groups.
    """
    extract = _extract(Path(file), mapping if isinstance(mapping, Mapping) else read_mapping(Path(mapping)), as_at)
    stages = {stage.name for stage in extract.stages}
    known = tuple(one if one in stages else _benchmark(one) for one in benchmark)
    second = _extract(*copy) if copy else None
    inspection = _inspected(extract, known, second, draws)
    if earlier:
        others = [_inspected(_extract(*one), known) for one in earlier]
        inspection = replace(inspection, change=changed.section(change.compare([*others, inspection])))
    return inspection


def _extract(file: Path, mapping: Mapping, as_at: date | None = None) -> Extract:
    nameless.check_mapping(mapping)
    extract = read(file, mapping, as_at=as_at)
    nameless.check_groups(extract)
    return extract


def _benchmark(given: str | Path | Benchmark) -> Benchmark:
    if isinstance(given, Benchmark):
        return given
    if isinstance(given, Path) or Path(given).suffix:
        return benchmarks.read(Path(given))
    return benchmarks.load(given)


def _inspected(
    extract: Extract, known: Sequence[str | Path | Benchmark], second: Extract | None = None, draws: int = 0
) -> Inspection:
    counted = cube.build(extract)
    tables = disparity.tables(counted, [one if isinstance(one, Benchmark) else str(one) for one in known])
    return Inspection(
        extract=extract,
        benchmarks=tuple(one for one in known if isinstance(one, Benchmark)),
        findings=checks.run(extract, second),
        tables=tables,
        comparisons=disparity.comparisons(tables),
        spreads=bootstrap.spreads(counted, tables, draws) if draws else (),
        cutoffs=cutoffs.over_all(extract),
        error_rates=accuracy.error_rates(extract) if extract.has_outcome else (),
        calibration=accuracy.calibration(extract) if extract.has_outcome and Role.SCORE in extract.roles else (),
        outcome_tests=outcome_test.test(extract) if extract.has_outcome else (),
        threshold_tests=_thresholds(extract) if extract.has_outcome else (),
    )


def _thresholds(extract: Extract) -> tuple[ThresholdTest, ...]:
    """The bar for each attribute at the first stage, over areas where the file has them."""
    if not extract.stages or Role.AREA not in extract.roles:
        return ()
    return tuple(threshold_test.test(extract, one.name, Role.AREA) for one in extract.attributes)
