"""No weight, no score: in the scoring room."""

from datetime import date

import numpy as np
import pytest

from evenhand.evidence.vocabulary import Standing
from evenhand.safeguards import Refused
from evenhand.scoring import batch, bench, engine, instrument
from evenhand.scoring.events import ScoringEvent

AS_AT = date(2026, 11, 23)
RULE = instrument.load("demonstration-2026-11")


def _events(*offences: str, standing: Standing = Standing.CHARGED) -> list[ScoringEvent]:
    return [ScoringEvent("e", offence, standing, date(2026, 5, 1)) for offence in offences]


def test_refuses_when_an_offence_has_no_row_and_names_every_one() -> None:
    with pytest.raises(Refused, match=r"SG-16.* no row for offence code 77X, ZZ") as refused:
        engine.score(_events("34B", "ZZ", "77X", "ZZ"), RULE, AS_AT)
    assert refused.value.instead


@pytest.mark.parametrize("standing", [Standing.OPEN, Standing.SUFFERED, Standing.WITNESSED])
def test_refuses_even_where_the_event_would_count_nothing(standing: Standing) -> None:
    with pytest.raises(Refused, match="SG-16"):
        engine.score(_events("ZZ", standing=standing), RULE, AS_AT)


@pytest.mark.parametrize("almost", ["34b", " 34B", "034B", "", "4/1"])
def test_never_guesses_what_a_code_might_mean(almost: str) -> None:
    with pytest.raises(Refused, match="SG-16"):
        engine.score(_events(almost), RULE, AS_AT)


def test_refuses_everybody_where_one_code_has_no_row() -> None:
    columns = bench.invent(10, 100, len(RULE.severities))
    columns["offence"] = np.array(["34B"] * 98 + ["ZZ", "77X"])
    with pytest.raises(Refused, match="no row for offence code 77X, ZZ"):
        batch.score_everybody(columns, RULE, AS_AT)


def test_refuses_everybody_where_a_coded_offence_is_no_place_in_the_instrument() -> None:
    columns = bench.invent(10, 100, len(RULE.severities))
    columns["offence"][[3, 8]] = [-1, len(RULE.severities)]
    with pytest.raises(Refused, match=f"number -1, number {len(RULE.severities)}"):
        batch.score_everybody(columns, RULE, AS_AT)


def test_allows_a_code_that_is_known_and_worth_nothing() -> None:
    assert engine.score(_events("46"), RULE, AS_AT).caused_millipoints == 0
