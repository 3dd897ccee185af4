"""Tests here need the register, on one day. `peopled` is one with a row in every personal table."""

from collections.abc import Iterator

import pytest

import world
from engine import Engine
from registered import Register, register, silenced, template  # noqa: F401 - fixtures; makes Django ready for what follows

# isort: split
import casefile
import lived

from evenhand.register import clock


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """It is always the same noon."""
    with clock.set_to(casefile.NOON):
        yield


@pytest.fixture(scope="session")
def peopled_template(engine: Engine) -> Iterator[str]:
    """The set-up database after a small life in it; with one place in it silenced, where that was asked for."""
    with silenced(engine, lived.template(engine)) as name:
        yield name


@pytest.fixture(scope="session")
def life(engine: Engine, peopled_template: str) -> Iterator[Register]:
    """A copy shared by all tests that only come in by the side door and change nothing but the ledger."""
    name = engine.clone(peopled_template)
    yield Register(engine, name)
    engine.drop(name)


@pytest.fixture
def peopled(engine: Engine, peopled_template: str) -> Iterator[Register]:
    """The register with somebody in it, in a database of this test's own."""
    with world.fresh_database(engine, peopled_template) as database:
        yield Register(engine, database)
