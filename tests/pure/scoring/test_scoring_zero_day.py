"""The day on which nothing counts any more is the day on which the calendar of the score comes to zero."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from evenhand.evidence.vocabulary import Standing
from evenhand.scoring import engine, instrument
from evenhand.scoring.events import ScoringEvent

RULE = instrument.load("demonstration-2026-11")
AS_AT = date(2026, 11, 23)
EVENTS = st.builds(
    ScoringEvent,
    key=st.just("one"),
    offence=st.sampled_from(sorted(RULE.severities)),
    standing=st.sampled_from(list(Standing)),
    occurred_on=st.dates(date(2019, 1, 1), AS_AT),
)


@given(st.lists(EVENTS, max_size=6))
def test_it_is_the_day_on_which_the_calendar_ends(events: list[ScoringEvent]) -> None:
    scored, day = engine.score(events, RULE, AS_AT), engine.zero_day(events, RULE)
    if scored.caused_millipoints == 0:
        assert day is None or day <= AS_AT
    else:
        assert day == scored.calendar[-1].on
        assert engine.score(events, RULE, day).caused_millipoints == 0
        assert engine.score(events, RULE, day - timedelta(days=1)).caused_millipoints > 0


def test_whoever_did_nothing_that_counts_has_no_such_day() -> None:
    suffered = ScoringEvent("one", "1", Standing.SUFFERED, AS_AT)
    assert engine.zero_day([], RULE) is engine.zero_day([suffered], RULE) is None
