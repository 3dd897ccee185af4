"""Tests here need the register, on one day. `peopled` is one with a row in every personal table."""

from collections.abc import Iterator

import pytest

import world
from engine import Engine
from registered import Register, register, template  # noqa: F401 - fixtures; makes Django ready for what follows

# isort: split
import casefile

from evenhand.register import clock


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is always the same noon."""
    with clock.set_to(casefile.NOON):
        yield


@pytest.fixture(scope="session")
def peopled_template(engine: Engine, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:  # noqa: F811
    """The set-up database after a small life in it: loads, a proposal, a review, an entry, a referral, scores."""
    from django.db import connections

    with world.fresh_database(engine, template) as database, clock.set_to(casefile.NOON):
        casefile.live_a_little(Register(engine, database), tmp_path_factory.mktemp("feeds"))
        connections.close_all()
        filled = engine.clone(database)
    yield filled
    engine.drop(filled)


@pytest.fixture(scope="session")
def life(engine: Engine, peopled_template: str) -> Register:
    """The same, shared by all tests that only come in by the side door and change nothing but the ledger."""
    return Register(engine, peopled_template)


@pytest.fixture
def peopled(engine: Engine, peopled_template: str) -> Iterator[Register]:
    """The register with somebody in it, in a database of this test's own."""
    with world.fresh_database(engine, peopled_template) as database:
        yield Register(engine, database)
