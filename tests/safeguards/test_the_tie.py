"""Promise, place and proof: none without the others, and nothing under a reference that nobody promised."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from engine import Engine
from evenhand.cli import documents
from evenhand.safeguards import catalogue

SOURCES = Path(__file__).resolve().parents[2] / "src" / "evenhand"
KEPT = [promise.id for promise in catalogue.load().kept]
PROMISED = 66


@pytest.fixture(scope="module")
def places(engine: Engine, template: str) -> list[documents.Place]:
    """Every place, with those in the database as the migrations make it."""
    return documents.all_places(engine.server, template)


@pytest.mark.parametrize("ref", KEPT)
def test_every_promise_has_a_place_and_a_proof(places: list[documents.Place], ref: str) -> None:
    assert [where for promise, _, where in places if promise == ref], f"{ref} is promised and kept nowhere"
    assert documents.proofs().get(ref), f"no test proves {ref}"


def test_no_place_and_no_proof_is_for_an_unknown_promise(places: list[documents.Place]) -> None:
    assert {ref for ref, _, _ in places} | set(documents.proofs()) == set(KEPT)


def test_every_law_was_looked_up_within_twelve_months() -> None:
    stale = catalogue.stale(catalogue.load(), date.today())  # noqa: DTZ011 - the real day, on purpose
    assert [f"{ref}: {law.instrument}, {law.checked_on}" for ref, law in stale] == []


def test_what_is_kept_and_what_is_not_yet_are_all_that_was_promised() -> None:
    refs = KEPT + [promise.id for promise in catalogue.load().not_yet_kept]
    assert sorted(refs) == [f"SG-{number:02}" for number in range(1, PROMISED + 1)]


def _trees() -> Iterator[tuple[Path, ast.Module]]:
    for file in sorted(SOURCES.rglob("*.py")):
        yield file.relative_to(SOURCES), ast.parse(file.read_text(encoding="utf-8"))


def _upheld(function: ast.FunctionDef) -> set[str]:
    """The references that a function is marked with."""
    return {
        argument.value
        for mark in function.decorator_list
        if isinstance(mark, ast.Call) and getattr(mark.func, "id", "") == "upholds"
        for argument in mark.args
        if isinstance(argument, ast.Constant)
    }


def test_no_check_is_imported_out_of_its_module() -> None:
    """It could not be silenced there, and its alarm could be dead without anybody noticing."""
    functions = [node for _, tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    checks = {function.name for function in functions if _upheld(function)}
    assert len(checks) > 30
    imported = [
        f"{file}:{node.lineno} imports {name.name}"
        for file, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for name in node.names
        if name.name in checks
    ]
    assert imported == []


def test_every_check_has_a_name_and_a_module_of_its_own() -> None:
    found = [function for _, tree in _trees() for function in tree.body if isinstance(function, ast.FunctionDef)]
    everywhere = [node for _, tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert [one.name for one in everywhere if _upheld(one)] == [one.name for one in found if _upheld(one)]
    assert [one.name for one in found if _upheld(one) and not one.name.startswith("check_")] == []


def test_no_check_gives_anything_back() -> None:
    """What calls it must go on the same when it is silent."""
    returning = [
        f"{file}: {function.name}"
        for file, tree in _trees()
        for function in tree.body
        if isinstance(function, ast.FunctionDef) and _upheld(function)
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and node.value is not None
    ]
    assert returning == []


def test_nothing_refuses_in_the_name_of_a_promise_but_a_place_where_it_is_kept() -> None:
    """A refusal written elsewhere could not be silenced, and so not be proved."""
    astray = []
    for file, tree in _trees():
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused" and node.args:
                    ref = node.args[0]
                    if isinstance(ref, ast.Constant) and ref.value not in _upheld(function):
                        astray.append(f"{file}:{node.lineno} refuses for {ref.value}")
    assert astray == []
