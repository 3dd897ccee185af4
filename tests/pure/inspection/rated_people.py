"""Small extracts made by hand: rows of groups, stages, outcome and score in an own DuckDB."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import duckdb

from evenhand.inspection.benchmarks import Benchmark
from evenhand.inspection.cube import Cube, build
from evenhand.inspection.extract import Attribute, Extract, Role, Stage


def extract_of(
    groups: Mapping[str, Sequence[str]],
    stages: Mapping[str, Sequence[bool | None]],
    *,
    among: Mapping[str, str] | None = None,
    outcome: Sequence[bool | None] | None = None,
    score: Sequence[float | None] | None = None,
    people: Sequence[int] | None = None,
    reference: Mapping[str, str] | None = None,
    basis: str = "",
) -> Extract:
    """An extract whose columns are given as values in order."""
    rows = len(next(iter(groups.values())))
    connection = duckdb.connect(config={"threads": 1})
    columns: dict[str, tuple[str, Sequence[Any]]] = {
        "row": ("BIGINT", range(1, rows + 1)),
        "people": ("BIGINT", people if people is not None else [1] * rows),
    }
    attributes = []
    for number, (name, values) in enumerate(groups.items()):
        known = tuple(sorted(set(values), key=lambda group: (group == "not recorded", group)))
        listed = ", ".join("'" + group.replace("'", "''") + "'" for group in known)
        connection.execute(f"CREATE TYPE kind_{number} AS ENUM ({listed})")
        columns[f"attribute_{number}"] = (f"kind_{number}", values)
        attributes.append(Attribute(name, f"attribute_{number}", known, basis, (reference or {}).get(name, "")))
    for number, marks in enumerate(stages.values()):
        columns[f"stage_{number}"] = ("BOOLEAN", marks)
    if outcome is not None:
        columns["outcome"] = ("BOOLEAN", outcome)
    if score is not None:
        columns["score"] = ("DOUBLE", score)
    connection.execute(f"CREATE TABLE people ({', '.join(f'{name} {kind}' for name, (kind, _) in columns.items())})")
    lists = ", ".join(f"unnest(?::{'VARCHAR' if kind.startswith('kind') else kind}[])" for kind, _ in columns.values())
    connection.execute(f"INSERT INTO people SELECT {lists}", [list(values) for _, values in columns.values()])
    return Extract(
        connection=connection,
        title="made by hand",
        as_at=date(2026, 11, 23),
        rows=rows,
        people=sum(people) if people is not None else rows,
        roles=frozenset({Role.SCORE} if score is not None else ()),
        attributes=tuple(attributes),
        stages=tuple(Stage(name, f"stage_{number}", (among or {}).get(name, "")) for number, name in enumerate(stages)),
        has_outcome=outcome is not None,
        outcome_says="",
        limits={},
        assumed=(),
        fingerprint="",
        mapping_fingerprint="",
    )


def cube_of(counts: dict[str, tuple[int, int]], **more: Any) -> Cube:
    """People of one attribute: for each group so many entered, of so many."""
    groups = [group for group, (_, of) in counts.items() for _ in range(of)]
    entered = [place < counted for counted, of in counts.values() for place in range(of)]
    return build(extract_of({"ethnicity": groups}, {"entered": entered}, **more))


def benchmark_of(people: dict[str, int], attribute: str = "ethnicity", **more: Any) -> Benchmark:
    """A benchmark of one attribute."""
    return Benchmark(
        name="town", title="Town", source="a table", dated=date(2021, 3, 21), verified=True, basis="self",
        people={attribute: people}, remark="", fingerprint="",
        also={attribute: attribute}, spellings={attribute: {group.casefold(): group for group in people}}, **more,
    )  # fmt: skip
