"""SG-41: ethnicity and sex have a store of their own; counts come out of it and nothing else does."""

import json
from pathlib import Path

import casefile
import planted
import psycopg
import pytest
import sidedoor

from evenhand.register.database import APPLICATION, AUDITOR, OWNER, STATISTICS
from registered import Register

CONTRACT = "SG-41: only the register may touch equality data"
STORE = "SELECT * FROM equality.characteristics"
GIVEN = {"ethnicity": "B2", "ethnicity_basis": "self", "sex": "female"}


@pytest.fixture
def with_ethnicity(register: Register, tmp_path: Path) -> Register:
    """Somebody whose ethnicity and sex a source gave, on the register."""
    casefile.enter(register, casefile.eligible(register, tmp_path, **GIVEN))
    return register


def test_what_a_source_gives_is_in_the_store_and_nowhere_else(with_ethnicity: Register) -> None:
    with with_ethnicity.engine.superuser(with_ethnicity.database) as line:
        assert line.execute(STORE).fetchall() == [("NMP-CRIME", "P1", "B2", "self", "female")]
        named = line.execute(
            "SELECT table_schema FROM information_schema.columns"
            " WHERE column_name ~ 'ethnic|race|sex|gender' AND table_schema NOT IN ('pg_catalog', 'information_schema')"
        ).fetchall()
        details = line.execute("SELECT to_jsonb(i)::text FROM register_identification i").fetchall()
    assert {schema for (schema,) in named} == {"equality"}
    assert not any("female" in text or '"B2"' in text for (text,) in details)


def test_the_application_cannot_read_the_store(with_ethnicity: Register) -> None:
    with sidedoor.forbidden("schema equality"), sidedoor.line(with_ethnicity, opens="everything") as line:
        line.execute(STORE)


def test_the_application_cannot_even_count(with_ethnicity: Register) -> None:
    with sidedoor.forbidden("schema equality"), sidedoor.line(with_ethnicity, opens="everything") as line:
        line.execute("SELECT * FROM equality.composition()")


def test_the_application_posts_into_the_store_and_gets_nothing_back(with_ethnicity: Register) -> None:
    with sidedoor.line(with_ethnicity) as line:
        [(given_back,)] = line.execute(
            "SELECT record_equality(ARRAY['NMP-CRIME'], ARRAY['P1'], ARRAY['W1'], ARRAY['self'], ARRAY['male'])"
        ).fetchall()
    assert given_back in ("", None)


def test_the_auditor_cannot_read_the_store(with_ethnicity: Register) -> None:
    with sidedoor.forbidden("schema equality"), sidedoor.line(with_ethnicity, AUDITOR) as line:
        line.execute(STORE)


def test_statistics_gets_counts_and_never_a_row(with_ethnicity: Register) -> None:
    with sidedoor.line(with_ethnicity, STATISTICS) as line:
        counted = line.execute("SELECT * FROM equality.composition()").fetchall()
    assert counted == [("decided", "self", "B2", 1)]
    with sidedoor.forbidden("table characteristics"), sidedoor.line(with_ethnicity, STATISTICS) as line:
        line.execute(STORE)


@pytest.mark.parametrize("role", [APPLICATION, STATISTICS, AUDITOR])
def test_nobody_can_make_a_function_that_reads_it_for_them(with_ethnicity: Register, role: str) -> None:
    attempt = "CREATE FUNCTION {}.peep() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT 1::text'"
    for schema in ("public", "equality"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), sidedoor.line(with_ethnicity, role) as line:
            line.execute(attempt.format(schema))
    with pytest.raises(psycopg.errors.InsufficientPrivilege), sidedoor.line(with_ethnicity, role) as line:
        line.execute(f"SET ROLE {OWNER}")


def test_the_ledger_says_nothing_of_it(with_ethnicity: Register) -> None:
    with sidedoor.line(with_ethnicity, AUDITOR) as line:
        bodies = [json.loads(body) for (body,) in line.execute("SELECT body FROM register_ledgerentry").fetchall()]
    assert bodies
    assert not any(value in json.dumps(body["facts"]) for body in bodies for value in GIVEN.values())


ROOMS = (
    *("evenhand.web", "evenhand.cli", "evenhand.identity", "evenhand.scoring", "evenhand.casework"),
    *("evenhand.inspection", "evenhand.synthetic", "evenhand.evidence.feeds"),
    *("evenhand.evidence.outcomes", "evenhand.evidence.grading"),
)


def test_the_contract_breaks_when_any_other_room_imports_it(tmp_path: Path) -> None:
    said = planted.checked(tmp_path, CONTRACT, dict.fromkeys(ROOMS, "evenhand.evidence.monitoring"))
    assert f"{CONTRACT} BROKEN" in said
    missed = [room for room in ROOMS if f"{room} -> evenhand.evidence.monitoring" not in said.replace(".planted", "")]
    assert missed == []


def test_the_contract_is_kept_as_the_sources_are(tmp_path: Path) -> None:
    assert f"{CONTRACT} KEPT" in planted.checked(tmp_path, CONTRACT, {})
