"""An invented list of any length to measure an inspection on: nobody is on it, and the same length is the same list."""

from datetime import date

import duckdb

from evenhand.inspection.extract import Attribute, Extract, Role, Stage

GROUPS = {
    "sex": ("Female", "Male", "not recorded"),
    "ethnicity": ("Asian", "Black", "Mixed", "Other", "White"),
    "age": ("under 15", "15 to 17", "18 to 20", "21 to 24", "25 to 34", "35 to 49", "50 and over"),
    "area": ("Ostrevale", "Pellamoor", "Quarrowby", "Sundermark", "Velstead", "Wyndrake"),
    "housing": ("owned", "private rent", "social rent", "none"),
    "school": ("in school", "in work", "in college", "excluded", "neither"),
}
SELECTED, ENTERED = "selected", "entered"
MEMORY = "4GB"


def invented(rows: int, threads: int = 2) -> Extract:
    """So many people in a table in memory: six attributes, two stages, an outcome and a score from 1 to 10.

    Everything is worked out from digests of the row's place; groups differ a little in how often they are selected.
    """
    connection = duckdb.connect(config={"threads": threads, "memory_limit": MEMORY})
    connection.execute("CREATE MACRO below(row, what, most) AS (hash(concat(what, row)) % most)::INTEGER")
    codes = []
    for name, groups in GROUPS.items():
        connection.execute(f"CREATE TYPE {name}_group AS ENUM ({', '.join(repr(group) for group in groups)})")
        code = f"below(row, '{name}', {len(groups)})"
        codes.append(f"enum_range(NULL::{name}_group)[{code} + 1]::{name}_group AS {name}")
    connection.execute(
        f"CREATE TABLE people AS SELECT row, 1::BIGINT AS people, score, {', '.join(GROUPS)}, selected, "  # noqa: S608
        "selected AND below(row, 'entered', 100) < 60 AS entered, "
        "below(row, 'outcome', 100) < 10 + 4 * score AS outcome "
        f"FROM (SELECT row, {', '.join(codes)}, (1 + below(row, 'score', 10))::DOUBLE AS score, "
        "below(row, 'selected', 100) < 20 + below(row, 'ethnicity', 5) AS selected FROM range(1, ? + 1) AS t(row))",
        [rows],
    )
    return Extract(
        connection=connection,
        title="an invented list",
        as_at=date(2026, 11, 23),
        rows=rows,
        people=rows,
        roles=frozenset({Role.SCORE}),
        attributes=tuple(Attribute(name, name, groups, "self") for name, groups in GROUPS.items()),
        stages=(Stage(SELECTED, SELECTED), Stage(ENTERED, ENTERED, among=SELECTED)),
        has_outcome=True,
        outcome_says="invented",
        limits={},
        assumed=(),
        fingerprint="",
        mapping_fingerprint="",
    )
