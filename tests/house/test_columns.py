"""Every column states its handling, and what is stated is so."""

import pytest

from evenhand.register import handling
from evenhand.register.database import Connection
from registered import Register

DATABASE_ROLES = {"auditor"}
EVERYBODY = "public"
APPLICATION_READS = "SELECT has_table_privilege('evenhand_application', %s, 'SELECT')"
AUDITOR_READS = "SELECT has_table_privilege('evenhand_auditor', %s, 'SELECT')"
COLUMNS = """
    SELECT CASE table_schema WHEN 'public' THEN table_name ELSE table_schema || '.' || table_name END, column_name
    FROM information_schema.columns WHERE table_schema IN ('public', 'equality') ORDER BY 1, ordinal_position
"""


@pytest.fixture
def line(register: Register) -> Connection:
    """A line to the database that sees every table."""
    with register.engine.superuser(register.database) as opened:
        yield opened


def test_every_column_is_classified_and_no_other(line: Connection) -> None:
    real: dict[str, list[str]] = {}
    for table, column in line.execute(COLUMNS):
        real.setdefault(table, []).append(column)
    stated = {table.name: sorted(table.columns) for table in handling.load().tables}
    assert stated == {table: sorted(columns) for table, columns in real.items()}


def test_every_word_used_is_explained_and_every_word_explained_is_used() -> None:
    stated = handling.load()
    assert {kind for table in stated.tables for kind in table.columns.values()} == set(stated.kinds)
    assert {table.keep_for for table in stated.tables} == set(stated.periods)


def test_whoever_sees_a_table_is_a_role() -> None:
    from evenhand.register.roles import ROLES

    seen_by = {who for table in handling.load().tables for who in table.seen_by}
    assert seen_by - set(ROLES) - DATABASE_ROLES - {EVERYBODY} == set()


def test_tables_behind_the_door_are_those_with_row_security(line: Connection) -> None:
    secured = {name for (name,) in line.execute("SELECT relname FROM pg_class WHERE relrowsecurity")}
    assert {table.name for table in handling.load().tables if table.door} == secured


def test_auditor_reads_what_is_stated(line: Connection) -> None:
    real = {table.name for table in handling.load().tables if line.execute(AUDITOR_READS, [table.name]).fetchone()[0]}
    assert {table.name for table in handling.load().tables if "auditor" in table.seen_by} == real


def test_nothing_is_shown_that_the_application_cannot_read(line: Connection) -> None:
    unreadable = [
        table for table in handling.load().tables if not line.execute(APPLICATION_READS, [table.name]).fetchone()[0]
    ]
    assert {table.name for table in unreadable} >= {"equality.characteristics"}
    assert [table.name for table in unreadable if set(table.seen_by) - DATABASE_ROLES] == []


def test_equality_data_stand_in_one_table_alone() -> None:
    tables = [table.name for table in handling.load().tables if "equality" in table.columns.values()]
    assert tables == ["equality.characteristics"]


def test_page_shows_every_table() -> None:
    page = handling.page()
    assert [table.name for table in handling.load().tables if f"### {table.name}\n" not in page] == []
