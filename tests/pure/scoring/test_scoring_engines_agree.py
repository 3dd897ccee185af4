"""The engine for everybody gives the bits of the reference engine: random instruments, histories, dates and threads."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_instruments import DAYS, histories, instruments

from evenhand.scoring import bench, engine, instrument
from evenhand.scoring.batch import Column, Totals, encode, score_everybody, score_table
from evenhand.scoring.events import ScoringEvent
from evenhand.scoring.table import STANDINGS

RULE = instrument.load("demonstration-2026-11")
AS_AT = date(2026, 11, 23)


def _columns(people: Sequence[int], events: Sequence[ScoringEvent]) -> dict[str, Column]:
    return {
        "person": np.array(people, dtype=np.int64),
        "offence": np.array([event.offence for event in events], dtype=str),
        "standing": np.array([event.standing.value for event in events], dtype=str),
        "occurred_on": np.array([event.occurred_on for event in events], dtype="datetime64[D]"),
    }


def _reference(
    people: Sequence[int], events: Sequence[ScoringEvent], rule: instrument.Instrument, as_at: date
) -> list[tuple[object, ...]]:
    histories: dict[int, list[ScoringEvent]] = defaultdict(list)
    for person, event in zip(people, events, strict=True):
        histories[person].append(event)
    scored = {person: engine.score(histories[person], rule, as_at) for person in sorted(histories)}
    return [(person, one.caused_millipoints, one.suffered_millipoints, one.band) for person, one in scored.items()]


def _rows(totals: Totals) -> list[tuple[object, ...]]:
    names = (totals.bands[place] for place in totals.band)
    return list(
        zip(
            totals.person.tolist(),
            totals.caused_millipoints.tolist(),
            totals.suffered_millipoints.tolist(),
            names,
            strict=True,
        )
    )


@settings(deadline=None, max_examples=60)
@given(st.data(), instruments(), DAYS, st.sampled_from([1, 2]))
def test_any_history_scores_alike(data: st.DataObject, rule: instrument.Instrument, as_at: date, threads: int) -> None:
    events = data.draw(histories(rule, as_at))
    people = [data.draw(st.integers(-2, 4)) for _ in events]
    totals = score_everybody(_columns(people, events), rule, as_at, threads=threads)
    assert _rows(totals) == _reference(people, events, rule, as_at)


def test_every_offence_standing_and_day_of_five_years_scores_alike() -> None:
    """All cells of the table, through both engines; each cell is its own person."""
    days = [date.fromordinal(AS_AT.toordinal() - age) for age in range(-2, 5 * 365, 23)]
    events = [
        ScoringEvent("e", offence, standing, day)
        for offence in RULE.severities
        for standing in STANDINGS
        for day in days[:: 8 if standing.value in ("open", "acquitted") else 1]
    ]
    people = range(len(events))
    totals = score_everybody(_columns(people, events), RULE, AS_AT)
    assert _rows(totals) == _reference(people, events, RULE, AS_AT)


@pytest.mark.parametrize("as_at", [date(2026, 11, 23), date(2024, 2, 29), date(2027, 2, 28)])
def test_one_thread_or_two_any_order_of_rows_and_text_or_codes_are_alike(as_at: date) -> None:
    columns = bench.invent(people=5_000, events=300_000, offences=len(RULE.severities))
    shuffled = np.random.default_rng(1).permutation(300_000)
    turned = {name: column[shuffled] for name, column in columns.items()}
    text = turned | {"offence": np.array(list(RULE.severities))[turned["offence"]]}
    digests = {
        bench.totals_digest(score_everybody(columns, RULE, as_at, threads=1)),
        bench.totals_digest(score_everybody(columns, RULE, as_at, threads=2)),
        bench.totals_digest(score_everybody(turned, RULE, as_at, threads=2)),
        bench.totals_digest(score_everybody(text, RULE, as_at, threads=2)),
    }
    assert len(digests) == 1


def test_no_total_is_a_float() -> None:
    totals = score_everybody(bench.invent(10, 100, len(RULE.severities)), RULE, AS_AT)
    assert {totals.caused_millipoints.dtype, totals.suffered_millipoints.dtype} == {np.dtype(np.int64)}


def test_no_event_gives_no_row() -> None:
    assert _rows(score_everybody(_columns([], []), RULE, AS_AT)) == []


def test_refuses_columns_that_are_missing_or_of_different_lengths() -> None:
    columns = bench.invent(10, 100, len(RULE.severities))
    with pytest.raises(ValueError, match="The column standing is missing"):
        score_everybody({name: column for name, column in columns.items() if name != "standing"}, RULE, AS_AT)
    with pytest.raises(ValueError, match="different lengths"):
        score_everybody(columns | {"offence": columns["offence"][1:]}, RULE, AS_AT)


@pytest.mark.parametrize("wrong", [-1, len(STANDINGS)])
def test_refuses_a_standing_that_does_not_exist(wrong: int) -> None:
    columns = bench.invent(10, 100, len(RULE.severities))
    columns["standing"][7] = wrong
    with pytest.raises(ValueError, match="a standing that is none of convicted"):
        score_everybody(columns, RULE, AS_AT)


def test_refuses_a_standing_in_words_that_does_not_exist() -> None:
    columns = _columns([1], [ScoringEvent("e", "1", STANDINGS[0], AS_AT)]) | {"standing": np.array(["rumoured"])}
    with pytest.raises(ValueError, match="a standing that is none of convicted"):
        score_everybody(columns, RULE, AS_AT)


@pytest.mark.parametrize(
    ("name", "column", "problem"),
    [
        ("standing", np.array([256], dtype=np.int64), "standing holds a number beyond"),
        ("offence", np.array([65_536], dtype=np.uint32), "offence holds a number beyond"),
        ("occurred_on", np.array(["NaT"], dtype="datetime64[D]"), "occurred_on holds a number beyond"),
        ("occurred_on", np.array([20_000.5]), "occurred_on must hold whole numbers, not float64"),
        ("person", np.array(["Ann"]), "person must hold whole numbers"),
    ],
)
def test_refuses_a_value_that_would_turn_into_another_on_the_way(name: str, column: Column, problem: str) -> None:
    columns = bench.invent(1, 1, 1)
    with pytest.raises(ValueError, match=problem):
        encode(columns | {name: column}, RULE)


def test_refuses_an_empty_value_in_a_table() -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE events (person INT, offence SMALLINT, standing TINYINT, occurred_on INT)")
        connection.execute("INSERT INTO events VALUES (1, 0, NULL, 20000)")
        with pytest.raises(ValueError, match="An event without a person, offence, standing or date"):
            score_table(connection, RULE, AS_AT)


@pytest.mark.parametrize("day", [-(2**31), 2**31 - 1])
def test_refuses_a_date_that_no_calendar_has(day: int) -> None:
    columns = bench.invent(1, 1, 1) | {"occurred_on": np.array([day], dtype=np.int32)}
    with pytest.raises(ValueError, match="a date before the year 1 or after the year 9999"):
        score_everybody(columns, RULE, AS_AT)


def test_scoring_twice_on_one_connection_is_possible() -> None:
    columns = bench.invent(100, 1_000, len(RULE.severities))
    with duckdb.connect() as connection:
        connection.register("events", columns)
        digests = {bench.totals_digest(score_table(connection, RULE, AS_AT)) for _ in range(2)}
    assert len(digests) == 1
