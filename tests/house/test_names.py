"""The words of the field are the words of the code, and some words are kept out of names."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from checkout import SOURCES, in_backticks, text, trees

KEPT_OUT = {"manager", "helper", "util", "misc", "service", "process", "handle", "nominal", "offender"}
NOT_OUR_CHOICE = {
    "process_view": "the framework calls it by this name",
    "process_exception": "the framework calls it by this name",
    "handle_error": "the standard library calls it by this name",
    "YOUTH_SERVICE": "a youth service is a body that refers somebody",
    "youth_service": "the same",
}


def words(name: str) -> set[str]:
    """The words that a name is made of, each without a plural s."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)
    return {part.lower().removesuffix("s") if part.lower() != "process" else "process" for part in parts}


def named(tree: ast.Module) -> Iterator[str]:
    """Every name that a file makes: functions, classes, arguments, variables, attributes, names given at import."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield node.name
            case ast.arg():
                yield node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.attr
            case ast.alias(asname=str(given)):
                yield given


def troubling(name: str) -> bool:
    return name not in NOT_OUR_CHOICE and bool(words(name) & KEPT_OUT)


def test_no_name_in_the_code_has_a_word_that_is_kept_out() -> None:
    found = {f"{path.relative_to(SOURCES)}: {name}" for path, tree in trees().items() for name in named(tree)
             if troubling(name)}  # fmt: skip
    assert found == set()


def test_no_file_is_named_with_a_word_that_is_kept_out() -> None:
    def shipped(path: Path) -> bool:
        return "__pycache__" not in path.parts and "govuk" not in path.parts

    found = {str(path.relative_to(SOURCES)) for path in SOURCES.rglob("*") if shipped(path) and troubling(path.stem)}
    assert found == set()


@pytest.mark.parametrize("name", ["UserManager", "handle_row", "helpers", "process_all", "offenders", "MISC"])
def test_scan_finds_what_it_is_for(name: str) -> None:
    assert troubling(name)


@pytest.mark.parametrize("name", ["handling_code", "processing_basis", "nominations", "used_by", "serviceable"])
def test_scan_leaves_other_words_alone(name: str) -> None:
    assert not troubling(name)


def test_glossary_says_which_words_are_kept_out() -> None:
    told = {word.lower() for word in in_backticks(text("GLOSSARY.md"))}
    assert told >= KEPT_OUT
