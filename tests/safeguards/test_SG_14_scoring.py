"""The score sees events, weights and dates, and nothing else: in the scoring room."""

import ast
from dataclasses import fields, replace
from datetime import date
from importlib import resources
from typing import Any

import duckdb
import numpy as np
import pytest

from evenhand.evidence.vocabulary import Standing
from evenhand.safeguards import Refused
from evenhand.scoring import batch, bench, engine, events, instrument
from evenhand.scoring.events import ScoringEvent

AS_AT = date(2026, 11, 23)
RULE = instrument.load("demonstration-2026-11")
FORBIDDEN = [
    "ethnicity",
    "sex",
    "born_on",
    "faith",
    "postcode",
    "area",
    "school",
    "family_name",
    "stop_searches",
    "origin",
]


def test_an_event_for_scoring_has_room_for_nothing_else() -> None:
    assert [field.name for field in fields(ScoringEvent)] == ["key", "offence", "standing", "occurred_on"]


@pytest.mark.parametrize("name", FORBIDDEN)
def test_refuses_another_field_on_an_event(name: str) -> None:
    more: dict[str, Any] = {name: "x"}
    with pytest.raises(TypeError, match=name):
        ScoringEvent("e", "34B", Standing.CHARGED, AS_AT, **more)


@pytest.mark.parametrize("name", FORBIDDEN)
def test_refuses_another_column_for_everybody(name: str) -> None:
    columns = bench.invent(10, 100, len(RULE.severities))
    with pytest.raises(Refused, match=f"SG-14: A score may not see {name}"):
        batch.score_everybody(columns | {name: np.zeros(100, dtype=np.int8)}, RULE, AS_AT)


def test_refuses_another_column_in_a_table() -> None:
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE events (person INT, offence INT, standing INT, occurred_on INT, ethnicity TEXT)"
        )
        with pytest.raises(Refused, match="A score may not see ethnicity"):
            batch.score_table(connection, RULE, AS_AT)


def test_names_every_column_that_may_not_be_seen() -> None:
    with pytest.raises(Refused, match="may not see postcode, sex"):
        events.check_inputs(["sex", "person", "postcode", "offence"])


def test_allows_its_own_columns() -> None:
    events.check_inputs(events.COLUMNS)


def test_the_key_of_an_event_changes_no_points() -> None:
    event = ScoringEvent("a", "34B", Standing.CHARGED, date(2026, 5, 1))
    scores = {engine.score([replace(event, key=key)], RULE, AS_AT).caused_millipoints for key in ("a", "b", "SW1", "")}
    assert len(scores) == 1


def test_the_room_imports_nothing_that_knows_a_person() -> None:
    """From the rest of the house: the words of the evidence and the promises, and nothing else."""
    seen = set()
    for file in resources.files("evenhand.scoring").iterdir():
        if file.name.endswith(".py"):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                seen |= {node.module} if isinstance(node, ast.ImportFrom) and node.module else set()
                seen |= {name.name for name in node.names} if isinstance(node, ast.Import) else set()
    house = {name for name in seen if name.startswith("evenhand") and not name.startswith("evenhand.scoring")}
    assert house == {"evenhand.evidence.vocabulary", "evenhand.safeguards"}
