"""Every point of a score is explained: in the scoring room."""

from dataclasses import replace
from datetime import date

import pytest

from evenhand.evidence.vocabulary import Direction, Standing
from evenhand.safeguards import Refused
from evenhand.scoring import engine, instrument
from evenhand.scoring.events import ScoringEvent

AS_AT = date(2026, 11, 23)
RULE = instrument.load("demonstration-2026-11")
EVENTS = [
    ScoringEvent("robbery", "34B", Standing.CONVICTED, date(2025, 5, 1)),
    ScoringEvent("knife", "10D", Standing.CAUTIONED, date(2026, 5, 1)),
    ScoringEvent("hurt", "8N", Standing.SUFFERED, date(2026, 5, 1)),
    ScoringEvent("suspected", "5D", Standing.OPEN, date(2026, 5, 1)),
]


def test_every_event_has_a_line_with_its_rule_and_the_lines_are_the_score() -> None:
    scored = engine.score(EVENTS, RULE, AS_AT)
    assert {line.key for line in scored.lines} == {event.key for event in EVENTS}
    assert all(line.rule for line in scored.lines)
    caused = sum(line.millipoints for line in scored.lines if line.direction is Direction.CAUSED)
    assert scored.caused_millipoints == caused == 192_500


def test_a_score_names_its_weights_and_its_date() -> None:
    scored = engine.score(EVENTS, RULE, AS_AT)
    assert (scored.instrument_digest, scored.as_at) == (RULE.digest, AS_AT)


def test_a_year_later_the_score_as_at_the_same_date_is_the_same() -> None:
    later = ScoringEvent("later", "1", Standing.CONVICTED, date(2027, 10, 1))
    then, again = engine.score(EVENTS, RULE, AS_AT), engine.score([*EVENTS, later], RULE, AS_AT)
    assert again.lines[:-1] == then.lines
    assert (again.caused_millipoints, again.band, again.calendar) == (then.caused_millipoints, then.band, then.calendar)


@pytest.mark.parametrize("total", ["caused_millipoints", "suffered_millipoints"])
def test_refuses_a_total_that_its_lines_do_not_add_up_to(total: str) -> None:
    scored = engine.score(EVENTS, RULE, AS_AT)
    with pytest.raises(Refused, match="SG-15"):
        engine.check_adds_up(replace(scored, **{total: getattr(scored, total) + 1}))


def test_refuses_to_give_a_score_that_does_not_add_up(monkeypatch: pytest.MonkeyPatch) -> None:
    right = engine._total
    monkeypatch.setattr(engine, "_total", lambda lines, direction: right(lines, direction) + 1)
    with pytest.raises(Refused, match="do not add up"):
        engine.score(EVENTS, RULE, AS_AT)
