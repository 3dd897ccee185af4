"""Two copies of one register as at one day: they should say the same."""

import duckdb
import numpy as np

from evenhand.inspection.checks import law
from evenhand.inspection.checks.counting import SHOWN, Check, Found, Missing, said
from evenhand.inspection.extract import TABLE, Extract, Role
from evenhand.inspection.finding import Finding

DISAGREEMENT = Check(
    "disagreement",
    "Two copies disagree",
    ((Role.PERSON,),),
    lambda _: Missing("No second copy of the register was given (--copy)."),
    ("SG-26", "SG-37"),
    (law.ACCURATE, law.NO_RETENTION),
)


def disagreement(extract: Extract, other: Extract | None) -> Finding:
    """People who are in one copy alone, and people of whom the two say different things."""
    if other is None or Role.PERSON not in extract.roles & other.roles or not (extract.single and other.single):
        return DISAGREEMENT.finding(extract)
    if extract.as_at != other.as_at:
        return DISAGREEMENT.not_made(
            f"The second copy is as at {other.as_at} and the register as at {extract.as_at}: they can differ for good "
            "reasons. Give it as an earlier or later extract instead (--earlier)."
        )
    return DISAGREEMENT.made(_compared(extract, other))


def _compared(extract: Extract, other: Extract) -> Found:
    shared = sorted((extract.roles & other.roles) - {Role.PERSON})
    with extract.connection.cursor() as line:
        line.register("theirs_given", dict(zip(("person", *shared), _columns(other, shared), strict=True)))
        ours = _by_person(shared)
        line.execute(f"CREATE TEMP TABLE ours_by_person AS {ours}")
        line.execute("CREATE TEMP TABLE theirs_by_person AS SELECT * FROM theirs_given")
        line.execute(
            "CREATE TEMP TABLE both_copies AS SELECT o.row, o.person IS NULL AS added, t.person IS NULL AS missing"
            + "".join(f", o.{role} IS DISTINCT FROM t.{role} AS {role}" for role in shared)
            + " FROM ours_by_person o FULL JOIN theirs_by_person t ON o.person = t.person"
        )
        return _counted(line, shared)


def _by_person(shared: list[Role]) -> str:
    """The first row of each person, every value as text."""
    picked = "".join(f", coalesce(CAST({role} AS VARCHAR), '') AS {role}" for role in shared)
    return (
        f"SELECT row, person{picked} FROM {TABLE} WHERE person IS NOT NULL "
        "QUALIFY row_number() OVER (PARTITION BY person ORDER BY row) = 1"
    )


def _columns(other: Extract, shared: list[Role]) -> list[object]:
    found = other.connection.execute(_by_person(shared)).fetchnumpy()
    return [np.ma.filled(found[name], "") for name in ("person", *shared)]


def _counted(line: duckdb.DuckDBPyConnection, shared: list[Role]) -> Found:
    differ = " OR ".join(role for role in shared) or "false"
    counts = "".join(f", count(*) FILTER ({role} AND NOT added AND NOT missing)" for role in shared)
    fault = f"added OR missing OR {differ}"
    of, added, missing, found, *each = line.execute(
        f"SELECT count(*), count(*) FILTER (added), count(*) FILTER (missing), count(*) FILTER ({fault}){counts} "
        "FROM both_copies"
    ).fetchone() or (0, 0, 0, 0)
    rows = line.execute(
        f"SELECT row FROM both_copies WHERE ({fault}) AND row IS NOT NULL ORDER BY row LIMIT {SHOWN}"
    ).fetchall()
    if not found:
        return Found(0, of, f"The two copies say the same of all {of:,} people.")
    parts = [f"{missing:,} are in this copy alone", f"{added:,} in the other alone"]
    parts += [
        f"{number:,} differ in {role.replace('_', ' ')}" for role, number in zip(shared, each, strict=True) if number
    ]
    what = "are not the same in the two copies"
    return Found(found, of, f"{said(found, of, what)} {'; '.join(parts)}.", tuple(row for (row,) in rows))
