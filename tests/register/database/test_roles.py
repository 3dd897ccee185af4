"""Four roles, none of them mighty, and a database that nobody else enters."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from engine import Engine
from evenhand.register.database import APPLICATION, OWNER, ROLES, RealServer, choose, django, dsn, prepare
from evenhand.register.database.cluster import SUPERUSER

pytestmark = pytest.mark.database


@pytest.fixture
def database(engine: Engine) -> Iterator[str]:
    """A prepared database with one table of the owner's."""
    name = engine.clone(engine.template("template_roles", build))
    yield name
    engine.drop(name)


def build(name: str) -> None:
    """The template: prepared already, so nothing but leaving a mark."""
    assert name == "template_roles_draft"


def test_roles_are_held_to_their_limits(engine: Engine, database: str) -> None:
    with engine.superuser(database) as line:
        found = line.execute(
            "SELECT rolname, rolcanlogin, rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls OR rolreplication"
            " FROM pg_roles WHERE starts_with(rolname, 'evenhand') AND rolname <> %s",
            [SUPERUSER],
        ).fetchall()
    assert sorted(found) == sorted((role, True, False) for role in ROLES)


def test_preparing_again_takes_back_what_a_role_was_given(engine: Engine, database: str) -> None:
    with engine.superuser() as line:
        line.execute(sql.SQL("ALTER ROLE {} SUPERUSER BYPASSRLS PASSWORD 'other'").format(sql.Identifier(APPLICATION)))
    prepare(engine.server, database)
    prepare(engine.server, database)
    with psycopg.connect(**engine.dsn(APPLICATION, database)) as line:
        found = line.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    assert found == (False, False)


@pytest.mark.parametrize("role", [role for role in ROLES if role != OWNER])
def test_only_the_owner_makes_tables(engine: Engine, database: str, role: str) -> None:
    with psycopg.connect(**engine.dsn(OWNER, database)) as line:
        line.execute("CREATE TABLE made (n int)")
        line.execute("SELECT 1 WHERE int4range(1, 2) && int4range(1, 3)")
    with psycopg.connect(**engine.dsn(role, database)) as line:
        with pytest.raises(psycopg.errors.InsufficientPrivilege), line.transaction():
            line.execute("CREATE TABLE public.mine (n int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), line.transaction():
            line.execute("CREATE TEMP TABLE mine (n int)")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), line.transaction():
            line.execute("SELECT * FROM made")
        with pytest.raises(psycopg.errors.InsufficientPrivilege), line.transaction():
            line.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(OWNER)))


def test_nobody_else_enters_a_clone(engine: Engine, database: str) -> None:
    with engine.superuser() as line:
        line.execute("DROP ROLE IF EXISTS passer_by")
        line.execute("CREATE ROLE passer_by LOGIN PASSWORD 'open'")
        try:
            stranger = engine.dsn(APPLICATION, database) | {"user": "passer_by", "password": "open"}
            with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
                psycopg.connect(**stranger)
        finally:
            line.execute("DROP ROLE passer_by")


def test_wrong_password_does_not_enter(engine: Engine, database: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(**engine.dsn(APPLICATION, database) | {"password": "guess"})


def test_exclusion_constraints_can_be_made(engine: Engine, database: str) -> None:
    with psycopg.connect(**engine.dsn(OWNER, database)) as line:
        line.execute("CREATE TABLE stays (who int, at daterange, EXCLUDE USING gist (who WITH =, at WITH &&))")


def test_clone_carries_the_contents_and_not_the_changes(engine: Engine) -> None:
    def with_one_row(draft: str) -> None:
        with psycopg.connect(**engine.dsn(OWNER, draft)) as line:
            line.execute("CREATE TABLE kept AS SELECT 1 AS n")

    template = engine.template("template_contents", with_one_row)
    assert engine.template("template_contents", never_again) == template
    first, second = engine.clone(template), engine.clone(template)
    with psycopg.connect(**engine.dsn(OWNER, first)) as line:
        line.execute("DELETE FROM kept")
    with psycopg.connect(**engine.dsn(OWNER, second)) as line:
        assert line.execute("SELECT n FROM kept").fetchall() == [(1,)]
    for name in (first, second):
        engine.drop(name)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(**engine.dsn(OWNER, first))
    with engine.superuser() as line:
        line.execute("DROP DATABASE template_contents")


def never_again(_: str) -> None:
    """A template is built once."""
    raise AssertionError("built again")


def test_django_is_told_the_same(engine: Engine) -> None:
    ours, theirs = dsn(engine.home, APPLICATION), django(engine.home, APPLICATION)
    assert theirs["ENGINE"] == "django.db.backends.postgresql"
    assert {theirs[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == set(ours.values())


def test_given_server_is_used_instead_of_our_own(
    engine: Engine, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with engine.superuser() as line:
        line.execute("DROP ROLE IF EXISTS hosted")
        line.execute("CREATE ROLE hosted LOGIN SUPERUSER PASSWORD 'p@ss:/w'")
    host = engine.dsn(OWNER, database)["host"].replace("/", "%2F")
    monkeypatch.setenv("EVENHAND_DATABASE_URL", f"postgresql://hosted:p%40ss%3A%2Fw@{host}:5432/postgres")
    try:
        with choose(engine.home) as server:
            assert isinstance(server, RealServer)
            prepare(server, database)
            assert server.is_running()
            with psycopg.connect(**dsn(engine.home, APPLICATION, database)) as line:
                assert line.execute("SELECT current_user").fetchone() == (APPLICATION,)
    finally:
        monkeypatch.delenv("EVENHAND_DATABASE_URL")
        with engine.superuser() as line:
            line.execute("DROP OWNED BY hosted")
            line.execute("DROP ROLE hosted")
