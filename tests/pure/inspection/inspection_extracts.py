"""Small extracts made by hand: a table of counted cells."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb

from evenhand.inspection.extract import Attribute, Extract, Role, Stage


def extract_of(
    columns: dict[str, str],
    rows: Sequence[tuple[Any, ...]],
    attributes: Sequence[Attribute],
    stages: Sequence[Stage],
    roles: Sequence[Role] = (),
    outcome_says: str = "found guilty within two years",
) -> Extract:
    """An extract with these columns (name to type) and rows. There is an outcome where there is a column of it."""
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE people ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
    connection.executemany(f"INSERT INTO people VALUES ({', '.join('?' * len(columns))})", rows)
    people = sum(row[list(columns).index("people")] for row in rows)
    return Extract(
        connection=connection, title="A list", as_at=date(2026, 11, 1), rows=len(rows), people=people,
        roles=frozenset(roles), attributes=tuple(attributes), stages=tuple(stages), has_outcome="outcome" in columns,
        outcome_says=outcome_says, limits={}, assumed=(), fingerprint="", mapping_fingerprint="", single=False,
    )  # fmt: skip
