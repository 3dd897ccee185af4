"""Runs the worked cases of tests/cases, written by people who know the work; each file says how to add one."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evenhand.evidence.vocabulary import Standing
from evenhand.safeguards import Refused
from evenhand.scoring import engine, instrument
from evenhand.scoring.events import ScoringEvent
from evenhand.scoring.reading import thousandths

FOLDER = Path(__file__).parents[2] / "cases"
CASES = [
    pytest.param(case, id=f"{file.stem}: {case['title']}")
    for file in sorted(FOLDER.glob("scoring_*.toml"))
    for case in tomllib.loads(file.read_text(encoding="utf-8"))["case"]
]


def test_there_are_cases() -> None:
    assert CASES


@pytest.mark.parametrize("case", CASES)
def test_a_worked_case_comes_out_as_written(case: dict[str, Any]) -> None:
    rule = instrument.load(case["instrument"])
    events = [_event(number, row) for number, row in enumerate(case["event"])]
    if "refused" in case:
        with pytest.raises(Refused, match=case["because"]) as refusal:
            engine.score(events, rule, case["as_at"])
        assert refusal.value.safeguard == case["refused"]
        return
    scored = engine.score(events, rule, case["as_at"])
    points = {line.key: line.millipoints for line in scored.lines}
    assert [points[event.key] for event in events] == [thousandths(row["points"]) for row in case["event"]]
    assert scored.caused_millipoints == thousandths(case["caused"])
    assert scored.suffered_millipoints == thousandths(case["suffered"])
    assert scored.band == case["band"]
    assert _zero_day(scored) == case.get("nothing_left_on")


def _event(number: int, row: dict[str, Any]) -> ScoringEvent:
    return ScoringEvent(f"{number}", row["offence"], Standing(row["standing"]), row["occurred_on"])


def _zero_day(scored: engine.Score) -> date | None:
    return scored.calendar[-1].on if scored.calendar else None
