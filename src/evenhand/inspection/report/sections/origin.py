"""What was inspected: which file, read how, compared with what, by which version."""

from importlib.metadata import version

from evenhand.inspection.benchmarks import Benchmark
from evenhand.inspection.report import words
from evenhand.inspection.report.parts import Column, Item, Section, TableView
from evenhand.inspection.report.seen import Seen

SAID_BY = {"self": "as people said of themselves", "officer": "as an officer saw them", "": "nobody says who said so"}


def section(seen: Seen) -> Section:
    """The file, the mapping, the benchmarks, and every assumption."""
    extract = seen.inspection.extract
    return Section(
        "origin",
        "What was inspected",
        paragraphs=(
            "Whoever has the same file, mapping, benchmarks and version gets this report again, byte for byte. The "
            "inspection changed nothing and asked nobody.",
        ),
        items=tuple(_benchmark(one) for one in seen.inspection.benchmarks),
        points=(*extract.assumed, *seen.inspection.said),
        tables=(
            TableView("The inspection", (Column("What"), Column("Value")), _facts(seen)),
            *_characteristics(seen),
        ),
        data={
            "benchmarks": [
                {"name": one.name, "people": {key: dict(groups) for key, groups in one.people.items()}}
                for one in seen.inspection.benchmarks
            ]
        },
    )


def _facts(seen: Seen) -> tuple[tuple[str, str], ...]:
    extract = seen.inspection.extract
    outcome = (("Outcome", extract.outcome_says or "given, not described"),) if extract.has_outcome else ()
    limits = tuple((f"Limit: {name.replace('_', ' ')}", str(value)) for name, value in sorted(extract.limits.items()))
    return (
        ("Register", extract.title),
        ("As at", f"{extract.as_at:%-d %B %Y}"),
        ("Rows in the file", words.count(extract.rows)),
        ("People", words.count(extract.people)),
        ("Each row is", "one person" if extract.single else "a number of people"),
        *outcome,
        *limits,
        ("Fingerprint of the file (SHA-256)", extract.fingerprint),
        ("Fingerprint of the mapping (SHA-256)", extract.mapping_fingerprint),
        ("Version of evenhand", version("evenhand")),
    )


def _benchmark(one: Benchmark) -> Item:
    dated = f"{one.dated:%-d %B %Y}" if one.dated else "no date is given"
    details = (
        f"As at: {dated}.",
        f"Verified in its source: {'yes' if one.verified else 'no, unverified'}.",
        f"Groups: {SAID_BY[one.basis]}.",
        f"Fingerprint (SHA-256): {one.fingerprint}.",
    )
    return Item(
        f"Benchmark {one.name}: {one.title}", tuple(filter(None, (f"Source: {one.source}", one.remark))), details
    )


def _characteristics(seen: Seen) -> tuple[TableView, ...]:
    extract = seen.inspection.extract
    rows = tuple(
        (one.name, words.listed(one.groups), SAID_BY[one.basis], one.reference or "everybody else")
        for one in extract.attributes
    )
    headings = ("Characteristic", "Groups", "Who said so", "Compared with")
    stages = tuple((one.name, one.among or "everybody in the file") for one in extract.stages)
    return (
        *((TableView("Characteristics", tuple(Column(one) for one in headings), rows),) if rows else ()),
        *((TableView("Stages", (Column("Stage"), Column("Could come to it")), stages),) if stages else ()),
    )
