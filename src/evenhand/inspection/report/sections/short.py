"""In short: the sentences that matter most, chosen by fixed rules from what was found."""

from collections.abc import Iterator

import numpy as np

from evenhand.inspection.accuracy import ErrorRates
from evenhand.inspection.disparity import Table
from evenhand.inspection.extract import NOT_RECORDED
from evenhand.inspection.intervals import wilson
from evenhand.inspection.report import words
from evenhand.inspection.report.parts import Section
from evenhand.inspection.report.sections import findings
from evenhand.inspection.report.seen import LEVEL, Seen, beyond_chance, differs_materially, group_name, largest

NOT_PUBLIC = "Not for publication: contains small numbers."
NO_CAUSE = (
    "What these figures cannot show: why groups differ, whether an entry was right, and anything about a single "
    "person. They show where a reason must be given."
)
NAMED = 3
ENOUGH = 30  # people below which an error rate is not put in the summary


def section(seen: Seen) -> Section:
    """Size; no harm or score; composition; stages; errors; faults; what could not be tested; what nothing shows."""
    said = (_size(seen), *_zero(seen), *_composition(seen), *_stages(seen), *_errors(seen), *_bar(seen), _faults(seen),
            *_not_tested(seen), NO_CAUSE)  # fmt: skip
    return Section("short", "In short", warnings=() if seen.publish else (NOT_PUBLIC,), points=said)


def _size(seen: Seen) -> str:
    extract = seen.inspection.extract
    rows = "" if extract.rows == extract.people else f", in {words.count(extract.rows)} rows"
    return f"As at {extract.as_at:%-d %B %Y} there are {words.people(extract.people)} on {extract.title}{rows}."


def _zero(seen: Seen) -> Iterator[str]:
    sizes = seen.description.sizes
    if sizes.told > 0 and np.isnan(sizes.harmless) | (sizes.harmless > 0):
        yield f"{_part(sizes.harmless, sizes.told)} never caused harm in any event that the file counts."
    if sizes.scored > 0 and np.isnan(sizes.zero) | (sizes.zero > 0):
        scored = " with a score" if sizes.scored < seen.inspection.extract.people else ""
        yield f"{_part(sizes.zero, sizes.scored)}{scored} have a score of zero."


def _part(some: float, of: float) -> str:
    low, high = (float(one) for one in wilson(some, of))
    share = "" if np.isnan(some) else f", {words.with_interval('percent', some / of, low, high)},"
    return f"{words.counted(some)} of {words.people(of)}{share}"


def _composition(seen: Seen) -> Iterator[str]:
    """For each attribute: the group that is most over-represented against the benchmark by which it is least so."""
    for attribute in dict.fromkeys(table.attributes[0] for table in seen.compositions):
        tables = [table for table in seen.compositions if table.attributes[0] == attribute]
        group = _most(tables)
        if group is not None:
            table, g = min(_places(tables, group), key=lambda one: one[0].ratio[one[1]])
            yield _composed(seen, table, g, len(tables))


def _most(tables: list[Table]) -> tuple[str, ...] | None:
    """The group with the largest ratio above one that is beyond chance, in any of them."""
    found = [
        (float(table.ratio[g]), table.groups[g])
        for table in tables
        for g in np.flatnonzero(beyond_chance(table) & (np.nan_to_num(table.ratio_low) > 1))
    ]
    return max(found)[1] if found else None


def _places(tables: list[Table], group: tuple[str, ...]) -> Iterator[tuple[Table, int]]:
    for table in tables:
        if group in table.groups and np.isfinite(table.ratio[table.groups.index(group)]):
            yield table, table.groups.index(group)


def _composed(seen: Seen, table: Table, g: int, benchmarks: int) -> str:
    ratio = words.with_interval("ratio", float(table.ratio[g]), float(table.ratio_low[g]), float(table.ratio_high[g]))
    least = f", of {benchmarks} benchmarks the one that shows the least" if benchmarks > 1 else ""
    return (
        f"By {table.attributes[0]}, {group_name(table.groups[g])} is {words.percent(float(table.share[g]))} of the "
        f"register and {words.percent(float(table.benchmark_share[g]))} of {seen.title_of(table.benchmark)}{least}: "
        f"listed {ratio} times as often as {table.reference or 'everybody else'}.{_warned(table)}"
    )


def _warned(table: Table) -> str:
    """What would mislead in a summary: figures that nobody verified, groups that are not the same thing."""
    unverified = any("unverified" in one for one in table.warnings)
    mixed = any("mixes" in one for one in table.warnings)
    cautions = ["the benchmark is unverified"] * unverified + [
        "it mixes what officers saw with what people said"
    ] * mixed
    return f" Read with care: {words.listed(cautions)}." if cautions else ""


def _stages(seen: Seen) -> Iterator[str]:
    """For each attribute the largest difference at a stage: a material one, else one beyond chance."""
    within = [table for table in seen.by_stage if not seen.of_residents(table)]
    corrected = f"after correction for {words.count(seen.inspection.comparisons)} comparisons"
    attributes = list(dict.fromkeys(table.attributes[0] for table in within))
    found = [said for one in attributes if (said := _largest([t for t in within if t.attributes[0] == one]))]
    if found:
        more = f" {len(found) - NAMED} more are under Equal treatment." if len(found) > NAMED else ""
        yield f"The largest differences at a stage, {corrected}: {'; '.join(found[:NAMED])}.{more}"
    elif within:
        yield f"At no stage does any group differ beyond chance from those it is compared with, {corrected}."


def _largest(tables: list[Table]) -> str:
    """The largest difference in tables of one attribute, "" where none is beyond chance."""
    for which, size in ((differs_materially, ""), (beyond_chance, ", beyond chance but within 0.8 to 1.25")):
        found = [(table, g) for table in tables if (g := largest(table, which(table))) is not None]
        if found:
            return _at_stage(*max(found, key=lambda one: abs(np.log(one[0].ratio[one[1]])))) + size
    return ""


def _at_stage(table: Table, g: int) -> str:
    ratio = words.with_interval("ratio", float(table.ratio[g]), float(table.ratio_low[g]), float(table.ratio_high[g]))
    return (
        f'by {table.attributes[0]} at "{table.stage}", {words.percent(float(table.rate[g]))} of '
        f"{group_name(table.groups[g])} who could have come to it did, {ratio} times the share of "
        f"{table.reference or 'everybody else'} "
        f"(p {words.p(float(table.adjusted[g]))})"
    )


def _errors(seen: Seen) -> Iterator[str]:
    """For each attribute the widest gap in false positives, at the stage where it is widest, and what was missed."""
    references = {one.name: one.reference for one in seen.inspection.extract.attributes}
    widest: dict[str, tuple[float, str]] = {}
    for one in seen.inspection.error_rates:
        for gap, high, low in _gap(one, references.get(one.attribute, "")):
            said = (
                f'by {one.attribute} at "{one.stage}", {words.percent(float(one.fpr[high]))} for {one.groups[high]} '
                f"and {words.percent(float(one.fpr[low]))} for {one.groups[low]} (and of those in whom something was, "
                f"{words.percent(float(one.fnr[high]))} and {words.percent(float(one.fnr[low]))} had not)"
            )
            widest[one.attribute] = max(widest.get(one.attribute, (0.0, "")), (gap, said))
    if widest:
        gaps = "; ".join(said for _, said in list(widest.values())[:NAMED])
        yield f"Of people in whom nothing was later found, the share who had come to a stage all the same: {gaps}."


def _gap(one: ErrorRates, reference: str) -> Iterator[tuple[float, int, int]]:
    """Between the group of reference and the one furthest from it, else between the highest and the lowest; only where
    their intervals do not overlap.
    """
    usable = [
        g
        for g, group in enumerate(one.groups)
        if one.negatives[g] >= ENOUGH and group != NOT_RECORDED and np.isfinite(one.fpr[g])
    ]
    if len(usable) < 2:
        return
    high, low = max(usable, key=lambda g: one.fpr[g]), min(usable, key=lambda g: one.fpr[g])
    if reference in one.groups and (known := one.groups.index(reference)) in usable:
        furthest = max(usable, key=lambda g: abs(one.fpr[g] - one.fpr[known]))
        high, low = sorted((known, furthest), key=lambda g: -one.fpr[g])
    if one.fpr_low[high] > one.fpr_high[low]:
        yield float(one.fpr[high] - one.fpr[low]), high, low


def _bar(seen: Seen) -> Iterator[str]:
    """The group in which listing proved right least often, beyond chance; and where a model sees a lower bar."""
    found = [
        (float(one.ratio[g]), one, g)
        for one in seen.inspection.outcome_tests
        for g in np.flatnonzero((np.nan_to_num(one.adjusted, nan=1.0) <= LEVEL) & (one.ratio_high < 1))
        if one.listed[g] >= ENOUGH
    ]
    if found:
        _, one, g = min(found, key=lambda each: each[0])
        ratio = words.with_interval("ratio", float(one.ratio[g]), float(one.ratio_low[g]), float(one.ratio_high[g]))
        where = f' at "{one.stage}"' if one.stage else ""
        yield (
            f"Listing proved right less often for {one.groups[g]}: in {words.percent(float(one.rate[g]))} of those "
            f"listed{where}, {ratio} times as often as for "
            f"{one.reference or 'everybody else'}. This can mean a lower bar, and need not."
        )
    lower = [
        one.groups[g]
        for one in seen.inspection.threshold_tests
        if one.usable
        for g in np.flatnonzero(np.nan_to_num(one.difference_high, nan=1.0) < 0)
    ]
    if lower:
        yield f"As the model of the threshold test sees it, the bar was lower for {words.listed(lower)}; see The bar."


def _faults(seen: Seen) -> str:
    made = [one for one in seen.inspection.findings if one.found is not None]
    faults = sorted((one for one in made if one.is_fault and one.law), key=lambda one: -(one.found or 0))
    if not made:
        return "No named check could be made."
    if not faults:
        return f"Of {words.plural(len(made), 'named check')} that could be made, none found anything against a law."
    named = " ".join(f"{one.title}: {one.sentence}" for one in faults[:NAMED])
    more = f" {len(faults) - NAMED} more are under Findings." if len(faults) > NAMED else ""
    return f"{words.plural(len(faults), 'check')} of {len(made)} found what a law speaks against. {named}{more}"


def _not_tested(seen: Seen) -> Iterator[str]:
    checks = [one.title for one in seen.inspection.findings if one.found is None]
    parts = [what for what, _ in findings.missing(seen)]
    if checks or parts:
        named = words.listed([one[0].lower() + one[1:] for one in (parts + checks)[:NAMED]])
        more = len(checks) + len(parts) - NAMED
        yield f"Not tested, because the file does not say: {named}{f', and {more} more' if more > 0 else ''}."
