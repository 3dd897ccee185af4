"""Silencing one place where a promise is kept, so that its proof can be seen to fail. Only a test run can do this.

A place is named `code:SG-09:evenhand.casework.nomination:check_evidence_rule`, `database:SG-06:<name>` or
`contract:SG-14:<name>`.
"""

import importlib
import inspect
import os
import re
from functools import cache

import pytest

SILENT_DATABASE = "EVENHAND_TEST_SILENT_DATABASE"
SILENT_CONTRACT = "EVENHAND_TEST_SILENT_CONTRACT"


def silence(place: str) -> None:
    """Silence a place for this run; nothing for an empty name. Raises ValueError for one that cannot be silenced."""
    kind, _, rest = place.partition(":")
    if kind == "code":
        _, module, name = rest.split(":")
        silence_check(module, name)
    elif kind == "database":
        os.environ[SILENT_DATABASE] = rest.partition(":")[2]
    elif kind == "contract":
        os.environ[SILENT_CONTRACT] = rest.partition(":")[2]
    elif place:
        raise ValueError(f"There is no way to silence {place}.")


def silence_check(module: str, name: str) -> None:
    """Make a check do nothing."""
    room = importlib.import_module(module)
    if not callable(getattr(room, name, None)):
        raise ValueError(f"{module} has no check called {name}.")
    setattr(room, name, _nothing)


def _nothing(*_: object, **__: object) -> None:
    """What a silenced check does."""


# What makes a test need a database of its own, and so some time.
_TAKES_TIME = {"register", "peopled"}
_SAYS_NOTHING = {
    "evenhand",
    "register",
    "check",
    "code",
    "database",
    "contract",
    "constraint",
    "trigger",
    "policy",
    "privilege",
}


def likely_first(items: list[pytest.Item], place: str) -> None:
    """Sort tests: first those that speak of the place, then the quick ones. For one failure is enough to prove it.

    A test speaks of it where its name or its source has the place's own name; of two, the one with more of its words.
    """
    own = re.split(r"[ .:]", place)[-1]
    words = set(re.findall(r"[a-z]+", place.split(":", 2)[-1])) - _SAYS_NOTHING

    def rank(item: pytest.Item) -> tuple[bool, int, int, bool]:
        source = _source(item.function) if isinstance(item, pytest.Function) else ""
        named, spoken_of = (sum(word in text for word in words) for text in (item.name, source))
        slow = not _TAKES_TIME.isdisjoint(getattr(item, "fixturenames", ()))
        return own not in item.name + source, -named, -spoken_of, slow

    items.sort(key=rank)


@cache
def _source(function: object) -> str:
    return inspect.getsource(function)
