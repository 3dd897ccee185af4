"""Being hurt never counts against you: in the score."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from evenhand.evidence.vocabulary import Direction, Standing
from evenhand.safeguards import Refused
from evenhand.scoring import batch, bench, engine, instrument, table
from evenhand.scoring.events import ScoringEvent

AS_AT = date(2026, 11, 23)
RULE = instrument.load("demonstration-2026-11")
CHARGED = ScoringEvent("own", "34B", Standing.CHARGED, date(2026, 5, 1))
HURT = [ScoringEvent(f"hurt {day}", "5D", Standing.SUFFERED, date(2026, 5, day)) for day in range(1, 11)]


def test_ten_victimisations_add_nothing_to_harm_caused() -> None:
    before, after = (engine.score(events, RULE, AS_AT) for events in ([CHARGED], [CHARGED, *HURT]))
    assert (after.caused_millipoints, after.band) == (before.caused_millipoints, before.band)
    assert after.calendar == before.calendar
    assert after.suffered_millipoints == 10 * 1_460_000


def test_a_person_with_only_harm_suffered_has_caused_nothing() -> None:
    scored = engine.score(HURT, RULE, AS_AT)
    assert (scored.caused_millipoints, scored.band) == (0, "none")


def test_the_engine_for_everybody_keeps_them_apart_too() -> None:
    columns = bench.invent(100, 2_000, len(RULE.severities))
    columns["standing"][:] = tuple(Standing).index(Standing.SUFFERED)
    totals = batch.score_everybody(columns, RULE, AS_AT)
    assert totals.caused_millipoints.sum() == 0
    assert totals.suffered_millipoints.sum() > 0


@pytest.mark.parametrize(
    ("standing", "direction"),
    [
        (Standing.SUFFERED, Direction.CAUSED),
        (Standing.WITNESSED, Direction.CAUSED),
        (Standing.CHARGED, Direction.SUFFERED),
    ],
)
def test_refuses_a_line_counted_in_the_wrong_direction(standing: Standing, direction: Direction) -> None:
    line = replace(engine.score([CHARGED], RULE, AS_AT).lines[0], standing=standing, direction=direction)
    with pytest.raises(Refused, match="SG-13"):
        engine.check_directions([line])


def test_refuses_to_score_where_the_engine_takes_a_victim_for_a_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "direction_of", lambda _: Direction.CAUSED)
    with pytest.raises(Refused, match="hurt 1 is suffered but was counted as caused"):
        engine.score(HURT, RULE, AS_AT)


def test_refuses_to_score_everybody_where_the_table_takes_a_victim_for_a_cause(monkeypatch: pytest.MonkeyPatch) -> None:
    right = table.points_table(RULE)
    monkeypatch.setattr(table, "points_table", lambda _: replace(right, caused=right.caused + right.suffered))
    with pytest.raises(Refused, match="SG-13"):
        batch.score_everybody(bench.invent(10, 100, len(RULE.severities)), RULE, AS_AT)


def test_refuses_a_table_that_takes_a_cause_for_a_victim() -> None:
    right = table.points_table(RULE)
    with pytest.raises(Refused, match="SG-13"):
        table.check_layers(replace(right, suffered=np.maximum(right.caused, right.suffered)))
