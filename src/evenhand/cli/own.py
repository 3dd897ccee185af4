"""Our own register, inspected like anybody's: the rows live in a temporary folder for as long as that takes."""

import csv
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from evenhand.casework import evenness as steps
from evenhand.inspection import alarms, counted, run
from evenhand.inspection.alarms import GroupCount
from evenhand.inspection.benchmarks import Benchmark
from evenhand.inspection.disparity import Table, comparisons
from evenhand.inspection.extract import NOT_RECORDED, Attribute, Role
from evenhand.inspection.inspected import Inspection
from evenhand.inspection.mapping import AttributeColumn, Mapping, YesNoColumn

if TYPE_CHECKING:  # loaded with Django, once it is ready
    from evenhand.register.reads.own_extract import OwnExtract

SILENT = (
    "About these groups no alarm could be raised, or none that says less or more, however large the difference: they "
    "are too few, and that there is none says nothing."
)
SAID = (
    "Ethnicity and sex are not in the rows of this extract and cannot be joined to them: the tables by ethnicity come "
    "from counts alone (SG-41), once as officers recorded it and once as people describe themselves.",
    "An inherited entry has no basis here until two people have decided it afresh.",
)


def inspected() -> Inspection:
    """Gather our own extract, inspect it, and keep nothing of it but what was found. Needs the register ready."""
    from evenhand.register.actions import accounts
    from evenhand.register.reads import own_extract

    extract = own_extract.gathered(by=accounts.software())
    with tempfile.TemporaryDirectory(prefix="evenhand-own-") as folder:
        file = Path(folder) / "own.csv"
        with file.open("w", encoding="utf-8", newline="") as to:
            writer = csv.DictWriter(to, own_extract.HEADINGS)
            writer.writeheader()
            writer.writerows(extract.rows)
        found = run.inspect(file, _mapping(extract))
    tables = counted.corrected([*found.tables, *_by_ethnicity(extract)])
    return replace(
        found,
        tables=tables,
        comparisons=comparisons(tables),
        said=(*SAID, *_alarms(extract)),
        benchmarks=_benchmarks(extract),
    )


def _mapping(extract: "OwnExtract") -> Mapping:
    columns = {Role.BASIS: "decided"} | {
        role: role.value
        for role in (
            *(Role.AGE, Role.AREA, Role.SCORE, Role.BAND, Role.CAUSED, Role.SUFFERED, Role.INTELLIGENCE),
            *(Role.SOURCES, Role.LISTED_ON, Role.REVIEW_BY, Role.KEEP_UNTIL, Role.DIED_ON),
        )
    }
    attributes = (AttributeColumn("age group", "age", bands=(13, 18, 25)), AttributeColumn("area", "area"))
    restricted = (YesNoColumn("restricted", "restricted", ("yes",)),)
    return Mapping("our own register", extract.as_at, columns, attributes, restricted)


def _by_ethnicity(extract: "OwnExtract") -> list[Table]:
    from evenhand.register import evenness

    made: list[Table] = []
    for basis, stages in extract.counts.items():
        compared = evenness.compared(stages)
        groups = tuple(dict.fromkeys(sorted((one.group for one in compared), key=lambda name: name == NOT_RECORDED)))
        attribute = Attribute(f"ethnicity, {steps.BASES[basis]}", "", groups, basis)
        listed = {_named(group): people for group, people in stages["listed"].items()}
        against = [_against(one, attribute) for one in _benchmarks(extract)]
        made += counted.tables(attribute, [_in_words(one) for one in compared], listed, against)
    return made


def _alarms(extract: "OwnExtract") -> Iterator[str]:
    """What the register's own alarms would say today, and about whom their silence says nothing."""
    from evenhand.register import evenness

    for basis, stages in extract.counts.items():
        compared = [_in_words(one) for one in evenness.compared(stages)]
        yield from (f"Alarm, {steps.BASES[basis]}: {alarms.in_words(one)}" for one in alarms.raised(compared))
        silent = [(one, "") for one in alarms.too_small(compared)] + list(alarms.one_sided(compared))
        if silent:
            yield f"{SILENT} {steps.BASES[basis].capitalize()}: {'; '.join(_by_stage(silent))}."


def _by_stage(silent: Sequence[tuple[GroupCount, str]]) -> Iterator[str]:
    """Each step with the groups about which an alarm could not be raised, or not on one side."""
    for stage in dict.fromkeys(one.stage for one, _ in silent):
        groups = [f"{one.group}{f' (not {side})' if side else ''}" for one, side in silent if one.stage == stage]
        yield f"{stage}: {', '.join(groups)}"


def _named(group: str) -> str:
    from evenhand.register.evenness import UNSAID

    return NOT_RECORDED if group == UNSAID else group


def _in_words(one: GroupCount) -> GroupCount:
    step = steps.stage_of(one.stage)
    return replace(one, stage=step.says.lower(), among=step.among)


def _benchmarks(extract: "OwnExtract") -> tuple[Benchmark, ...]:
    """The residents that were adopted, under the attribute's name in every table."""
    adopted = extract.residents
    if adopted is None:
        return ()
    return (
        Benchmark(
            "residents", adopted.title, adopted.source, adopted.dated, True, adopted.basis,
            {"ethnicity": adopted.residents}, "Adopted by two people.", "",
        ),
    )  # fmt: skip


def _against(benchmark: Benchmark, attribute: Attribute) -> Benchmark:
    """The same benchmark under the attribute's name."""
    from evenhand.inspection.benchmarks import folded

    people = dict(benchmark.people["ethnicity"])
    spelled = {folded(group): group for group in people}
    return replace(
        benchmark,
        people={attribute.name: people},
        also={folded(attribute.name): attribute.name},
        spellings={attribute.name: spelled},
    )
