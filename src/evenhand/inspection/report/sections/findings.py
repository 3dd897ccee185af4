"""Every named check: those that found something, those that found nothing, and those that could not be made."""

from collections.abc import Iterable
from dataclasses import asdict

from evenhand.inspection.extract import Role
from evenhand.inspection.finding import Finding
from evenhand.inspection.intervals import Interval
from evenhand.inspection.report import words
from evenhand.inspection.report.parts import Column, Item, Section, TableView
from evenhand.inspection.report.seen import Seen
from evenhand.safeguards import catalogue

MOST_ROWS = 20


def section(seen: Seen) -> Section:
    """Faults under a heading each, then two tables."""
    findings = seen.inspection.findings
    faults = [one for one in findings if one.is_fault]
    clean = [one for one in findings if one.found == 0]
    not_made = [one for one in findings if one.found is None]
    return Section(
        "findings",
        "Findings",
        paragraphs=(_counts(len(findings), len(faults), len(clean), len(not_made)),),
        items=tuple(_item(one) for one in faults),
        tables=(*_clean(clean), *_not_made(seen, not_made)),
        data={"findings": [_digits(one, seen.publish) for one in findings]},
    )


def missing(seen: Seen) -> tuple[tuple[str, str], ...]:
    """What this report does not have, and which column it takes."""
    extract = seen.inspection.extract
    wanted = (
        (not extract.attributes, "Any comparison of groups", "a characteristic, such as ethnicity or sex"),
        (not seen.inspection.benchmarks, "Composition against residents", "a benchmark (--benchmark)"),
        (not extract.stages, "Equal treatment at each stage", "a column that says to whom something was done"),
        (Role.SCORE not in extract.roles, "Every cut-off", "a score"),
        (not extract.has_outcome, "Errors, and the bar", "an outcome: what was later found to be so"),
        (seen.description.ages is None, "Ages", "a date of birth or an age"),
        (seen.description.months is None, "Time on the register", "the day on which somebody was listed"),
    )
    return tuple((what, column) for lacks, what, column in wanted if lacks)


def promises(references: Iterable[str]) -> tuple[str, ...]:
    """Each promise with its title: "SG-22, Every entry has an end"."""
    known = catalogue.load()
    titles = {one.id: one.title for one in known.kept} | {one.id: one.title for one in known.not_yet_kept}
    return tuple(f"{one}, {titles[one]}" if one in titles else one for one in references)


def _counts(all_checks: int, faults: int, clean: int, not_made: int) -> str:
    return (
        f"{words.plural(all_checks, 'named check')}: {faults} found something, {clean} found nothing, {not_made} could "
        "not be made because the file lacks what they need. A finding is where to look, not a judgement: whether it is "
        "a breach depends on reasons that are not in a file."
    )


def _item(one: Finding) -> Item:
    details = [f"Share: {_share(one.interval)}, 95 % interval."] if one.interval else []
    if one.safeguards:
        details.append(f"Promise: {'; '.join(promises(one.safeguards))}.")
    if one.law:
        details.append(f"Law: {'; '.join(one.law)}.")
    if one.rows:
        details.append(_rows(one))
    return Item(one.title, (one.sentence,), tuple(details))


def _share(interval: Interval) -> str:
    return words.with_interval("percent", interval.value, interval.low, interval.high)


def _rows(one: Finding) -> str:
    shown, found = one.rows[:MOST_ROWS], one.found or 0
    more = f" The first {len(shown)} are shown." if found > len(shown) else ""
    return f"Rows of the file: {', '.join(f'{row:,}' for row in shown)}.{more}"


def _clean(clean: list[Finding]) -> tuple[TableView, ...]:
    rows = tuple((one.title, one.sentence, _references(one)) for one in clean)
    headings = (Column("Check"), Column("Result"), Column("Promise"))
    return (TableView("Checks that found nothing", headings, rows),) if rows else ()


def _not_made(seen: Seen, not_made: list[Finding]) -> tuple[TableView, ...]:
    rows = (
        *((one.title, one.sentence, _references(one)) for one in not_made),
        *((what, f"Needs {column}.", "") for what, column in missing(seen)),
    )
    headings = (Column("Not made"), Column("What is missing"), Column("Promise"))
    return (TableView("What could not be made, and what it would need", headings, rows),) if rows else ()


def _references(one: Finding) -> str:
    return ", ".join(one.safeguards)


def _digits(one: Finding, publish: bool) -> dict[str, object]:
    found = asdict(one)
    if publish and one.found:
        del found["found"]  # it is rounded in the sentence
    return found
