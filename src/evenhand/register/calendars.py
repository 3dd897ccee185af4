"""The calendar of an entry with the days on which the score falls, which the casework itself does not see."""

from datetime import date

from evenhand.casework import calendar
from evenhand.casework.calendar import Dated
from evenhand.casework.policy import Policy
from evenhand.register.entries import EntryToday
from evenhand.scoring import explain
from evenhand.scoring.engine import Score


def of(standing: EntryToday, scored: Score, policy: Policy) -> tuple[Dated, ...]:
    """Every day that matters for one entry. `scored`: the score of the person it is about."""
    return calendar.calendar(standing.facts, falls(standing, scored), policy)


def falls(standing: EntryToday, scored: Score) -> list[tuple[date, str]]:
    """When the score falls, in words, but for the day from which nothing counts, which the entry has itself."""
    return [
        (
            fall.on,
            f"From this day on it is {explain.points(fall.caused_millipoints)}, which is in the band {fall.band}.",
        )
        for fall in scored.calendar
        if fall.on != standing.facts.zero_on
    ]
