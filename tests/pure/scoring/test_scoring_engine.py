from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_instruments import DAYS, document, histories, instruments, severity, standing

from evenhand.evidence.vocabulary import Direction, Standing
from evenhand.scoring import engine, instrument
from evenhand.scoring.events import UNPROVEN, ScoringEvent

AS_AT = date(2026, 11, 23)
RECENT = date(2026, 11, 1)
TINY = instrument.from_document(document(), "tiny")


def _event(offence: str = "34B", standing: Standing = Standing.CONVICTED, on: date = RECENT) -> ScoringEvent:
    return ScoringEvent("e", offence, standing, on)


def test_points_are_days_by_verification_by_recency() -> None:
    scored = engine.score([_event(on=date(2025, 5, 1))], TINY, AS_AT)
    assert scored.caused_millipoints == 182_500
    assert scored.lines[0].months == 18


def test_a_half_goes_up_for_each_event_and_not_for_the_sum() -> None:
    old = date(2025, 5, 1)  # half is left, so 0.001 day is half a millipoint
    scored = engine.score([_event("8N", on=old), _event("8N", on=old)], TINY, AS_AT)
    assert [line.millipoints for line in scored.lines] == [1, 1]
    assert scored.caused_millipoints == 2


def test_a_cap_bounds_the_days_before_the_weight() -> None:
    weights = [standing(one, 250, cap_days="365") for one in Standing]
    rule = instrument.from_document(document(standing=weights), "capped")
    line = engine.score([_event("1")], rule, AS_AT).lines[0]
    assert (line.severity_millidays, line.millidays, line.millipoints) == (5_475_000, 365_000, 91_250)


@pytest.mark.parametrize("unproven", sorted(UNPROVEN))
def test_what_nobody_established_is_exactly_zero(unproven: Standing) -> None:
    scored = engine.score([_event("1", unproven)], TINY, AS_AT)
    assert (scored.caused_millipoints, scored.suffered_millipoints, scored.band) == (0, 0, "none")


def test_an_event_after_the_date_counts_nothing_and_says_so() -> None:
    scored = engine.score([_event(on=AS_AT + timedelta(days=1))], TINY, AS_AT)
    assert scored.caused_millipoints == 0
    assert "Later than 23 November 2026" in scored.lines[0].rule
    assert scored.calendar == ()


def test_an_event_on_the_date_counts_in_full() -> None:
    assert engine.score([_event(on=AS_AT)], TINY, AS_AT).caused_millipoints == 365_000


def test_nobody_with_no_event_has_a_score() -> None:
    scored = engine.score([], TINY, AS_AT)
    assert (scored.caused_millipoints, scored.suffered_millipoints, scored.band, scored.calendar) == (0, 0, "none", ())


def test_the_calendar_names_each_day_the_score_falls() -> None:
    falls = engine.score([_event(on=date(2026, 1, 31))], TINY, AS_AT).calendar
    assert [(fall.on, fall.caused_millipoints, fall.band) for fall in falls] == [
        (date(2027, 1, 31), 182_500, "low"),
        (date(2029, 1, 31), 0, "none"),
    ]


def test_harm_suffered_has_no_calendar() -> None:
    assert engine.score([_event(standing=Standing.SUFFERED)], TINY, AS_AT).calendar == ()


def test_refuses_a_time_where_a_date_is_meant() -> None:
    with pytest.raises(TypeError, match="must be a date without a time"):
        ScoringEvent("e", "34B", Standing.CHARGED, datetime(2026, 1, 1))  # noqa: DTZ001


@given(st.data(), instruments(), DAYS)
def test_the_calendar_is_what_the_score_will_be(data: st.DataObject, rule: instrument.Instrument, as_at: date) -> None:
    events = [event for event in data.draw(histories(rule, as_at)) if event.occurred_on <= as_at]
    scored = engine.score(events, rule, as_at)
    before = scored.caused_millipoints
    for fall in scored.calendar:
        assert engine.score(events, rule, fall.on - timedelta(days=1)).caused_millipoints == before
        later = engine.score(events, rule, fall.on)
        assert (later.caused_millipoints, later.band) == (fall.caused_millipoints, fall.band)
        assert fall.caused_millipoints < before
        before = fall.caused_millipoints
    assert before == 0


@given(st.data(), instruments(), DAYS)
def test_the_order_of_events_does_not_matter(data: st.DataObject, rule: instrument.Instrument, as_at: date) -> None:
    events = data.draw(histories(rule, as_at))
    there, back = engine.score(events, rule, as_at), engine.score(events[::-1], rule, as_at)
    assert there.caused_millipoints == back.caused_millipoints
    assert there.suffered_millipoints == back.suffered_millipoints


@given(st.data(), instruments(), DAYS)
def test_points_are_never_below_nothing_nor_above_the_days(
    data: st.DataObject, rule: instrument.Instrument, as_at: date
) -> None:
    for line in engine.score(data.draw(histories(rule, as_at)), rule, as_at).lines:
        assert 0 <= line.millipoints <= line.millidays <= line.severity_millidays
        assert line.direction in (None, *Direction)


def test_a_row_worth_nothing_is_known_and_scores_nothing() -> None:
    rule = instrument.from_document(document(severity=[severity("46", "0", note="Outside.")]), "outside")
    line = engine.score([_event("46")], rule, AS_AT).lines[0]
    assert (line.millipoints, line.rule) == (0, "Outside.")
