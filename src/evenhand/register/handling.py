"""How every column is handled, read from handling.toml; a test holds it against the tables as they are."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

INTRODUCTION = """\
# What is kept, and how it is handled

Every table and every column, what kind of thing it holds, how long it is kept and whose pages or verbs show it.
Columns of the kind *secret* are shown to nobody. Where a table stands behind the door, its rows can be read only in
a transaction that has first written to the ledger who is looking, for what, and at whom (SG-66).

Generated from `src/evenhand/register/handling.toml`. A test holds that file against the database.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what it is, how long it is kept, who sees it, and the kind of each column.

    `door`: its rows stand behind row security (SG-66).
    """

    name: str
    what: str
    keep_for: str
    seen_by: tuple[str, ...]
    door: bool
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Handling:
    """Every table, with what the words of its columns and periods mean."""

    kinds: Mapping[str, str]
    periods: Mapping[str, str]
    tables: tuple[Table, ...]


def load() -> Handling:
    """Read handling.toml. Raises KeyError where a table lacks one of its lines."""
    found = tomllib.loads(Path(__file__).with_name("handling.toml").read_text(encoding="utf-8"))
    tables = (
        Table(one["name"], one["what"], one["keep_for"], tuple(one["seen_by"]), one["door"], one["columns"])
        for one in found["table"]
    )
    return Handling(found["kinds"], found["periods"], tuple(tables))


def page() -> str:
    """The reference page, as Markdown. Raises KeyError where a table names a period that is not explained."""
    handling = load()
    kinds = ["## Kinds", "", *(f"- *{kind}*: {meaning}" for kind, meaning in handling.kinds.items()), ""]
    return "\n".join([INTRODUCTION, *kinds, "## Tables", "", *(_section(handling, table) for table in handling.tables)])


def _section(handling: Handling, table: Table) -> str:
    seen = ", ".join(table.seen_by) or "nobody"
    lines = [
        f"### {table.name}",
        "",
        table.what,
        "",
        f"- Kept: {handling.periods[table.keep_for]}",
        f"- Shown to: {seen}",
        f"- Behind the door: {'yes' if table.door else 'no'}",
        "",
        "| Column | Kind |",
        "|---|---|",
        *(f"| `{column}` | {kind} |" for column, kind in table.columns.items()),
        "",
    ]
    return "\n".join(lines)
