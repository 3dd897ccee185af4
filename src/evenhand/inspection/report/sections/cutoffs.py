"""Over every cut-off: a score falls on groups at any cut, and no single cut says all."""

import numpy as np

from evenhand.inspection.cutoffs import Cutoffs
from evenhand.inspection.report import group_tables, plots, words
from evenhand.inspection.report.parts import Section
from evenhand.inspection.report.seen import Seen, all_digits

SCANLAN = (
    "A cut in size that raises the ratio. When fewer people are taken, from higher scores only, the ratio between two "
    "groups tends to rise while the number of people of both falls; seen from the other side, among those not taken, "
    "the ratio tends towards 1 (Scanlan). This follows from the shape of the scores and needs no change in how anybody "
    "is treated. A register that shrinks can therefore look worse by its ratio and better by its difference, or the "
    "other way round. Read both, at every cut-off."
)


def section(seen: Seen) -> Section | None:
    """The ratio over the cut-offs, in pictures and tables."""
    made = seen.inspection.cutoffs
    if not made:
        return None
    return Section(
        "cutoffs",
        "Over every cut-off",
        paragraphs=(
            "A person counts when their score is at least the cut-off. What follows is for every cut-off, not for the "
            "one that happens to be in use.",
            SCANLAN,
        ),
        points=tuple(said for one in made for said in _raised(one)),
        plots=tuple(plots.over_cutoffs(one) for one in made if plots.shown_groups(one)),
        tables=tuple(table for one in made for table in group_tables.over_cutoffs(one)),
        data={"cutoffs": [all_digits(one) for one in made]},
    )


def _raised(one: Cutoffs) -> tuple[str, ...]:
    """For each group with a picture: ratio and difference at the lowest and the highest cut that has an interval."""
    said = []
    for g in plots.shown_groups(one):
        places = np.flatnonzero(np.isfinite(one.ratio_low[:, g]) & (one.ratio[:, g] != 1))
        if len(places) > 1:
            first, last = places[0], places[-1]
            said.append(
                f"{one.attribute}, {one.groups[g]}: from the cut-off {one.cuts[first]:g} to {one.cuts[last]:g} the "
                f"ratio goes from {words.ratio(one.ratio[first, g])} to {words.ratio(one.ratio[last, g])}, the "
                f"difference from {words.points(one.difference[first, g])} to "
                f"{words.points(one.difference[last, g])} points."
            )
    return tuple(said)
