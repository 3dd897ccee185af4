"""SG-27: an item says whether it is a fact or an opinion, and an opinion says whose it is and what it rests on."""

from pathlib import Path

import pytest

from evenhand.evidence.feeds.reading import Unusable, open_feed
from evenhand.evidence.vocabulary import Feed
from faults import TODAY, good, write

FEEDS = pytest.mark.parametrize("feed", [Feed.INTELLIGENCE, Feed.REFERRALS])


def found(folder: Path, feed: Feed, **changes: str) -> list[tuple[str | None, str | None]]:
    [record] = open_feed(write(folder / f"{feed}.csv", [good(feed, **changes)]), today=TODAY)
    return [(reason.column, reason.safeguard) for reason in record.reasons] if isinstance(record, Unusable) else []


@FEEDS
@pytest.mark.parametrize("statement", ["", "both", "Fact"])
def test_refuses_an_item_that_does_not_say_which_it_is(tmp_path: Path, feed: Feed, statement: str) -> None:
    assert found(tmp_path, feed, statement=statement) == [("statement", "SG-27")]


@FEEDS
def test_refuses_an_opinion_for_each_thing_it_lacks(tmp_path: Path, feed: Feed) -> None:
    assert found(tmp_path, feed, statement="opinion", author="", basis="") == [("author", "SG-27"), ("basis", "SG-27")]
    assert found(tmp_path, feed, statement="opinion", author="PC Tave", basis="") == [("basis", "SG-27")]
    assert found(tmp_path, feed, statement="opinion", author="", basis="Two talks.") == [("author", "SG-27")]


@FEEDS
def test_allows_a_fact_without_and_an_opinion_with_author_and_basis(tmp_path: Path, feed: Feed) -> None:
    assert found(tmp_path, feed, statement="fact", author="", basis="") == []
    assert found(tmp_path, feed, statement="opinion", author="PC Tave", basis="Two talks.") == []
