"""From an inspection to the sections of its report."""

from evenhand.inspection.describe import description
from evenhand.inspection.inspected import Inspection
from evenhand.inspection.report.parts import Section
from evenhand.inspection.report.published import for_publication
from evenhand.inspection.report.sections import bar, cutoffs, errors, findings, origin, reading, short, treatment, who
from evenhand.inspection.report.seen import Seen

ORDER = (short, origin, findings, who, treatment, cutoffs, errors, bar)


def sections(inspection: Inspection, publish: bool = False) -> tuple[Section, ...]:
    """The sections of the report, in order; those for which the file has no columns are left out.

    `publish`: every count is rounded to the nearest five, below five only that it is below, and every figure is worked
    out from the rounded counts; no intersections, no places of rows.
    """
    seen = Seen(inspection, description(inspection.extract))
    if publish:
        seen = for_publication(seen)
    made = [part.section(seen) for part in ORDER]
    return tuple(one for one in (*made, seen.inspection.change, reading.section(seen)) if one is not None)
