"""Equal treatment at each stage: who came to it, of those who could, by group; then by several characteristics."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from evenhand.inspection.bootstrap import Spread
from evenhand.inspection.disparity import Table
from evenhand.inspection.report import group_tables, plots, words
from evenhand.inspection.report.parts import Column, Section, TableView
from evenhand.inspection.report.seen import Seen, all_digits, differs_materially

MOST_CROSSED = 8


def section(seen: Seen) -> Section | None:
    """A table for each stage and attribute, pictures of the ways through, and the intersections that differ."""
    if not seen.by_stage and not seen.crossed:
        return None
    funnels = [one for one in seen.description.funnels if one.attribute]
    return Section(
        "treatment",
        "Equal treatment at each stage",
        paragraphs=(_what(seen), *_crossed_in_words(seen)),
        tables=(
            *_everybody(seen),
            *(group_tables.stage(table, seen.of_residents(table)) for table in seen.by_stage),
            *_crossed(seen),
        ),
        plots=tuple(plot for one in funnels for plot in plots.funnels(one)),
        data={
            "comparisons": seen.inspection.comparisons,
            "tables": [all_digits(table) for table in seen.by_stage],
            "intersections": [all_digits(table) for table in seen.crossed],
            "resampled": [
                _resampled(*pair) for pair in zip(seen.inspection.tables, seen.inspection.spreads, strict=False)
            ],
        },
    )


def _resampled(table: Table, spread: Spread) -> dict[str, Any]:
    """Which table the resampled intervals are of, and the intervals."""
    of = {"attributes": table.attributes, "stage": table.stage, "benchmark": table.benchmark}
    return of | all_digits(spread)


def material_crossed(seen: Seen) -> Iterator[tuple[Table, list[int]]]:
    """The tables of several attributes with the groups that differ materially."""
    for table in seen.crossed:
        places = np.flatnonzero(differs_materially(table)).tolist()
        if places:
            yield table, places


def _what(seen: Seen) -> str:
    return (
        "For each stage: of the people of a group who could have come to it, the share who did. A ratio of 1 means as "
        "often as those compared with. Intervals are 95 %. p values are corrected for all "
        f"{words.count(seen.inspection.comparisons)} comparisons of this inspection together (Holm), so that chance "
        "alone would hardly produce even one below 0.05."
    )


def _crossed_in_words(seen: Seen) -> tuple[str, ...]:
    if not seen.crossed:
        return ()
    found = list(material_crossed(seen))
    groups = sum(len(places) for _, places in found)
    material = "beyond chance after the correction, not small, and with a ratio below 0.8 or above 1.25"
    shown = f"only the {words.plural(groups, 'group')} that differ materially: {material}"
    if not groups:
        shown = f"none, because no group differs materially: {material}"
    more = f" The first {MOST_CROSSED} such tables are shown." if len(found) > MOST_CROSSED else ""
    tables = words.plural(len(seen.crossed), "table")
    return (f"Several characteristics together: {tables}. Shown are {shown}.{more} The JSON has all of them.",)


def _everybody(seen: Seen) -> tuple[TableView, ...]:
    rows = tuple(
        (plots.stage_title(one, s),
         f"{words.counted(float(one.counted[s, 0]))} of {words.counted(float(one.of[s, 0]))}",
         float(one.counted[s, 0]) / float(one.of[s, 0]) if one.of[s, 0] > 0 else None)
        for one in seen.description.funnels if not one.attribute for s in range(len(one.stages))
    )  # fmt: skip
    headings = (Column("Stage"), Column("People"), Column("Share", "percent"))
    return (TableView("Stages, everybody together", headings, rows),) if rows else ()


def _crossed(seen: Seen) -> tuple[TableView, ...]:
    found = list(material_crossed(seen))[:MOST_CROSSED]
    return tuple(group_tables.stage(table, seen.of_residents(table), places) for table, places in found)
