"""SG-19: a date of birth that cannot be true is quarantined, alone or beside what it is said to have come before."""

from datetime import date
from pathlib import Path

import pytest

from evenhand.evidence import sanity
from evenhand.evidence.feeds.reading import Unusable, Usable, open_feed
from evenhand.evidence.vocabulary import Feed
from evenhand.safeguards import Refused
from faults import TODAY, good, write


@pytest.mark.parametrize("born_on", ["2026-11-02", "1915-11-01", "0001-01-01"])
def test_quarantines_a_birth_in_the_future_or_too_long_ago(tmp_path: Path, born_on: str) -> None:
    [record] = open_feed(write(tmp_path / "people.csv", [good(Feed.PEOPLE, born_on=born_on)]), today=TODAY)
    assert isinstance(record, Unusable)
    assert [(reason.column, reason.safeguard) for reason in record.reasons] == [("born_on", "SG-19")]


@pytest.mark.parametrize("born_on", ["2026-11-01", "1915-11-02"])
def test_allows_the_last_dates_that_can_be_true(tmp_path: Path, born_on: str) -> None:
    [record] = open_feed(write(tmp_path / "people.csv", [good(Feed.PEOPLE, born_on=born_on)]), today=TODAY)
    assert isinstance(record, Usable)


def test_refuses_what_happened_before_the_birth_and_allows_the_day_itself() -> None:
    with pytest.raises(Refused) as caught:
        sanity.check_born_before(date(2001, 3, 4), date(2001, 3, 3))
    assert caught.value.safeguard == "SG-19"
    sanity.check_born_before(date(2001, 3, 4), date(2001, 3, 4))


def test_refuses_a_death_before_the_birth_and_allows_the_day_itself() -> None:
    with pytest.raises(Refused) as caught:
        sanity.check_death_after_birth(date(2001, 3, 4), date(2001, 3, 3))
    assert caught.value.safeguard == "SG-19"
    sanity.check_death_after_birth(date(2001, 3, 4), date(2001, 3, 4))
