"""One fault of every kind, in every feed and format: each is quarantined for its reason, and no record is lost."""

from pathlib import Path

import pytest

from evenhand.evidence.feeds.reading import Unusable, Usable, independent_count, open_feed
from evenhand.evidence.vocabulary import Feed
from faults import FORMATS, TODAY, expected, good, one_of_every_fault, write

KNOWN = frozenset({"8N"})


def test_every_fault_is_quarantined_for_its_reason_and_no_record_is_lost(tmp_path: Path) -> None:
    for path in one_of_every_fault(tmp_path):
        reading = open_feed(path, today=TODAY, known_offences=KNOWN)
        records = list(reading)
        first, *middle, last = records
        assert isinstance(first, Usable)
        assert isinstance(last, Usable)
        assert reading.feed == path.stem
        assert reading.records_seen == len(records) == independent_count(path, reading.format)
        for record, fault in zip(middle, expected(path), strict=True):
            assert isinstance(record, Unusable), (path.name, fault.name)
            found = {(reason.column, reason.safeguard) for reason in record.reasons}
            assert (fault.column, fault.safeguard) in found, (path.name, fault.name, record.reasons)


@pytest.mark.parametrize("feed", list(Feed))
def test_the_same_record_has_the_same_digest_in_every_format(tmp_path: Path, feed: Feed) -> None:
    rows = []
    for form in FORMATS:
        [record] = open_feed(write(tmp_path / f"{feed}.{form}", [good(feed)]), today=TODAY)
        assert isinstance(record, Usable)
        rows.append((record.row, record.digest, record.equality))
    assert rows[0] == rows[1] == rows[2]


def test_every_reason_of_a_row_is_given_and_not_only_the_first(tmp_path: Path) -> None:
    row = good(
        Feed.EVENTS, version="x", role="", offence_code="?", occurred_on="1", recorded_on="2027-01-01", origin=""
    )
    [record] = open_feed(write(tmp_path / "events.csv", [row]), today=TODAY)
    assert isinstance(record, Unusable)
    assert [reason.column for reason in record.reasons] == [
        "version",
        "role",
        "offence_code",
        "occurred_on",
        "origin",
        "recorded_on",
    ]
    assert all(reason.text.endswith(".") for reason in record.reasons)


def test_what_is_kept_apart_is_in_neither_the_row_nor_its_digest(tmp_path: Path) -> None:
    rows = [good(Feed.PEOPLE), good(Feed.PEOPLE, ethnicity="B1", sex="female")]
    first, second = open_feed(write(tmp_path / "people.csv", rows), today=TODAY)
    assert isinstance(first, Usable)
    assert isinstance(second, Usable)
    assert (first.row, first.digest) == (second.row, second.digest)
    assert not hasattr(first.row, "ethnicity")
    assert (first.equality, second.equality) == (("W9", "self", "male"), ("B1", "self", "female"))


def test_the_reader_of_the_people_feed_knows_no_equality_codes() -> None:
    room = Path(open_feed.__code__.co_filename).parent
    assert not [file.name for file in room.glob("*.py") if "monitoring" in file.read_text(encoding="utf-8")]
