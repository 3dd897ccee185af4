"""The documents that are generated from the code, so that they cannot be wrong."""

import importlib
import pkgutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import evenhand
from evenhand import safeguards
from evenhand.evidence.feeds import reference
from evenhand.register import handling
from evenhand.register.database import DATABASE, AnyServer, places
from evenhand.safeguards import catalogue, page
from evenhand.safeguards.catalogue import Promise

CHECKOUT = Path(__file__).resolve().parents[3]
Place = tuple[str, str, str]  # the promise, the kind of place, where it is


def written(server: AnyServer, database: str = DATABASE) -> dict[str, str]:
    """Every generated document: its path in the checkout, and its text."""
    return {
        "SAFEGUARDS.md": page.safeguards_markdown(all_places(server, database), proofs()),
        "docs/reference/columns.md": handling.page(),
        "docs/reference/feeds.md": reference.page(),
        "docs/reference/statuses.md": _statuses(),
    }


def all_places(server: AnyServer, database: str = DATABASE) -> list[Place]:
    """Every place where a promise is kept: in code, in the database, in an import contract."""
    with server.superuser(database) as line:
        in_database = [(one.safeguard, "database", str(one)) for one in places.found(line)]
    return sorted([*_in_code(), *in_database, *_contracts()])


def kept(server: AnyServer) -> dict[Promise, list[tuple[str, str]]]:
    """Every promise in the catalogue, with its places."""
    everywhere = all_places(server)
    return {
        promise: [(kind, where) for ref, kind, where in everywhere if ref == promise.id]
        for promise in catalogue.load().kept
    }


def proofs() -> dict[str, list[str]]:
    """The test files that prove each promise, by their names."""
    found: dict[str, list[str]] = {}
    for file in sorted((CHECKOUT / "tests" / "safeguards").glob("test_SG_*.py")):
        found.setdefault(f"SG-{file.name[8:10]}", []).append(f"tests/safeguards/{file.name}")
    return found


def _in_code() -> Iterator[Place]:
    for module in pkgutil.walk_packages(evenhand.__path__, "evenhand."):
        if not module.name.endswith(("__main__", "wsgi", "settings")) and ".migrations" not in module.name:
            importlib.import_module(module.name)
    for place in safeguards.places():
        yield place.safeguard, "code", f"{place.module}:{place.name}"


def _contracts() -> Iterator[Place]:
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        if contract["name"].startswith("SG-"):
            yield contract["name"][:5], "contract", contract["name"]


def _statuses() -> str:
    from evenhand.casework.statuses import ENTRY_TRANSITIONS, NOMINATION_TRANSITIONS

    parts = ["# What follows what", "", "Generated from `casework/statuses.py`.", ""]
    for title, table in (("A nomination", NOMINATION_TRANSITIONS), ("An entry", ENTRY_TRANSITIONS)):
        parts += [f"## {title}", "", "```mermaid", "stateDiagram-v2"]
        parts += [f"    {a} --> {b} : {', '.join(sorted(who))}" for (a, b), who in table.items()]
        parts += ["```", ""]
    return "\n".join(parts)
