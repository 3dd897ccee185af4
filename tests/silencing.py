"""Silencing one place where a promise is kept, so that its proof can be seen to fail. Only a test run can do this.

A place is named `code:SG-09:evenhand.casework.nomination:check_evidence_rule`, `database:SG-06:<name>` or
`contract:SG-14:<name>`.
"""

import importlib
import os

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
