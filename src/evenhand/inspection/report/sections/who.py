"""Who is on the register: against each benchmark, by age, and for how long."""

from evenhand.inspection.describe import Spread
from evenhand.inspection.report import group_tables, plots, words
from evenhand.inspection.report.parts import Column, Section, TableView
from evenhand.inspection.report.seen import Seen, all_digits

CHILD = 18


def section(seen: Seen) -> Section | None:
    """Composition, ages, time on the register and bands, as far as the file has them."""
    description, compositions = seen.description, seen.compositions
    spreads = [one for one in (description.ages, description.months) if one is not None]
    if not compositions and not spreads and not description.bands:
        return None
    return Section(
        "who",
        "Who is on it",
        paragraphs=(*_against(seen), *_ages(description.ages), *_months(description.months)),
        tables=(
            *(group_tables.composition(table, seen.title_of(table.benchmark)) for table in compositions),
            *_spread_table("Ages in completed years", "Age", description.ages),
            *_spread_table("Time on the register in completed months", "Months", description.months),
            *_bands(description.bands),
        ),
        plots=(
            *(plots.composition(table, seen.title_of(table.benchmark)) for table in compositions),
            *((plots.ages(description.ages),) if description.ages and description.ages.known else ()),
            *((plots.months(description.months),) if description.months and description.months.known else ()),
        ),
        data={
            "compositions": [all_digits(table) for table in compositions],
            "ages": all_digits(description.ages) if description.ages else None,
            "months": all_digits(description.months) if description.months else None,
            "bands": [list(one) for one in description.bands],
        },
    )


def _against(seen: Seen) -> tuple[str, ...]:
    if not seen.compositions:
        return ()
    return (
        "Each benchmark answers another question. Residents of all ages say how unlike its surroundings the register "
        "is; people who could have been listed under the same rule say how even-handed the listing is. A share of the "
        "register beside a share of a benchmark is a description, and neither proves nor rules out a reason.",
    )


def _ages(spread: Spread | None) -> tuple[str, ...]:
    if spread is None:
        return ()
    of = words.people(spread.known)
    said = f"The age of {of} is known; the median is {spread.median:g}." if spread.known else "No age is known."
    children = spread.below(CHILD)
    share = f", {words.percent(children / spread.known)}" if spread.known else ""
    return (f"{said} {words.count(children)} are under {CHILD}{share}.{_unknown(spread, 'age')}",)


def _months(spread: Spread | None) -> tuple[str, ...]:
    if spread is None or not spread.known:
        return ()
    return (
        f"Half of the {words.people(spread.known)} whose day of listing is known have been on the register for "
        f"{spread.median:g} months or less.{_unknown(spread, 'day of listing')}",
    )


def _unknown(spread: Spread, what: str) -> str:
    told = [
        f" For {words.counted(number)} people the {what} {verb}."
        for number, verb in ((spread.unknown, "is not given"), (spread.impossible, "cannot be right"))
        if number != 0
    ]
    return "".join(told)


def _spread_table(caption: str, heading: str, spread: Spread | None) -> tuple[TableView, ...]:
    if spread is None or not spread.known:
        return ()
    rows = [
        (band, words.counted(float(people)), float(people) / spread.known)
        for band, people in zip(spread.bands, spread.in_band, strict=True)
    ]
    extra = [("not given", spread.unknown), ("cannot be right", spread.impossible)]
    rows += [(name, words.counted(number), float("nan")) for name, number in extra if number != 0]
    headings = (Column(heading), Column("People", "number"), Column("Share of those known", "percent"))
    return (TableView(caption, headings, tuple(rows)),)


def _bands(bands: tuple[tuple[str, float], ...]) -> tuple[TableView, ...]:
    rows = tuple((band, words.counted(people)) for band, people in bands)
    return (TableView("Bands", (Column("Band"), Column("People", "number")), rows),) if rows else ()
