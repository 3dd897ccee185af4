"""What became of the register from one extract to the next."""

from dataclasses import asdict

import numpy as np

from evenhand.inspection.change import Change, Series
from evenhand.inspection.report.parts import Cell, Column, Section, TableView
from evenhand.inspection.report.seen import all_digits

MOST_GROUPS = 8


def section(change: Change) -> Section:
    """Sizes, stages and compositions through time, and what is to be said of a cut."""
    shown = [one for one in change.series if one.benchmark and len(one.groups) <= MOST_GROUPS]
    return Section(
        "change",
        "Change over time",
        paragraphs=change.sentences,
        tables=(_sizes(change), *(_series(change, one) for one in shown)),
        data={
            "dates": [str(day) for day in change.dates],
            "sizes": change.sizes,
            "zero": change.zero,
            "stages": change.stages,
            "movements": [asdict(one) | {"begin": str(one.begin), "end": str(one.end)} for one in change.movements],
            "series": [all_digits(one) for one in change.series],
        },
    )


def _sizes(change: Change) -> TableView:
    columns = [Column("As at"), Column("People", "count"), Column("Score of zero", "count")]
    stages = [Column(name, "count") for name in change.stages]
    rows = [
        (str(day), size, zero, *(numbers[place] for numbers in change.stages.values()))
        for place, (day, size, zero) in enumerate(zip(change.dates, change.sizes, change.zero, strict=True))
    ]
    return TableView("Size, scores of zero and stages", (*columns, *stages), tuple(rows))


def _series(change: Change, series: Series) -> TableView:
    """A row a date and group: people, share, ratio and difference."""
    other = series.reference or "everybody else"
    columns = (
        *(Column("As at"), Column("Group"), Column("People", "count"), Column("Share", "percent")),
        *(Column("From", "percent"), Column("to", "percent"), Column(f"Ratio to {other}", "ratio")),
        *(Column("From", "ratio"), Column("to", "ratio"), Column("Difference per 10,000", "points10k")),
    )
    rows = [
        (str(day), ", ".join(group), *(_figure(values[row, place]) for values in _values(series)))
        for row, day in enumerate(change.dates)
        for place, group in enumerate(series.groups)
    ]
    caption = f"{', '.join(series.attributes)} at {series.stage}, against {series.benchmark}"
    return TableView(caption, columns, tuple(rows))


def _values(series: Series) -> tuple[np.ndarray, ...]:
    return (
        *(series.counted, series.share, series.share_low, series.share_high),
        *(series.ratio, series.ratio_low, series.ratio_high, series.difference),
    )


def _figure(value: float) -> Cell:
    return None if np.isnan(value) else float(value)
