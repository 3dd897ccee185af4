"""The files: the same bytes each time, loadable by the front door, and bad exactly where the county says."""

import hashlib
import subprocess
import sys
from collections import Counter
from datetime import date

import pytest

from evenhand.evidence.feeds.reading import Unusable, independent_count, open_feed
from evenhand.evidence.sanity import check_born_before, check_death_after_birth, check_old_enough_to_act
from evenhand.evidence.vocabulary import Feed
from evenhand.safeguards import Refused
from evenhand.synthetic import build
from evenhand.synthetic.settings import read_settings

AS_AT = date(2026, 11, 23)
OFFENCES = frozenset(code for codes in read_settings().offences.values() for code in codes)


def digests(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_the_same_arguments_give_the_same_bytes(tmp_path):
    for place in ("one", "other"):
        build(tmp_path / place, 60, as_at=AS_AT)
    assert digests(tmp_path / "one") == digests(tmp_path / "other")
    assert len(digests(tmp_path / "one")) == 13


def test_a_second_build_in_the_same_folder_replaces_the_first(tmp_path):
    build(tmp_path, 40, seed=1, as_at=AS_AT)
    before = digests(tmp_path)
    build(tmp_path, 40, seed=2, as_at=AS_AT)
    assert digests(tmp_path) != before
    build(tmp_path, 40, seed=1, as_at=AS_AT)
    assert digests(tmp_path) == before


def test_refuses_a_county_too_small_for_its_shape(tmp_path):
    with pytest.raises(ValueError, match="20 or more"):
        build(tmp_path, 19, as_at=AS_AT)


def test_the_files_come_in_the_order_in_which_they_must_be_loaded(county):
    order = list(Feed)
    assert [file.feed for file in county.files] == sorted((file.feed for file in county.files), key=order.index)
    assert {file.path.suffix for file in county.files} == {".csv", ".jsonl", ".parquet"}
    assert {file.feed for file in county.files} == set(Feed)


def test_everything_beside_the_list_is_a_few_hundred(county, truth):
    people = {record["person"] for record in truth["records"]}
    assert len(people) == county.listed + county.unlisted
    assert 300 < county.unlisted < 600


@pytest.fixture(scope="module")
def readings(county):
    """File name -> (reading, its records by line)."""
    found = {}
    for file in county.files:
        reading = open_feed(file.path, today=AS_AT, known_offences=OFFENCES)
        found[file.path.name] = (reading, {record.line: record for record in reading})
    return found


def test_every_file_is_recognised_and_conserves_its_records(county, readings):
    for file in county.files:
        reading, _ = readings[file.path.name]
        counted = independent_count(file.path, reading.format)
        assert (reading.feed, reading.records_seen, counted) == (file.feed, file.rows + file.bad, file.rows + file.bad)


def test_the_front_door_finds_every_bad_row_that_a_reader_can_and_no_other(truth, readings):
    unusable = {
        (name, line)
        for name, (_, records) in readings.items()
        for line, record in records.items()
        if isinstance(record, Unusable)
    }
    for_a_reader = [
        bad for bad in truth["bad_rows"] if bad["found_by"] == "reader" or bad["fault"] == "unknown_offence_code"
    ]
    assert unusable == {(bad["file"], bad["line"]) for bad in for_a_reader}


def known_to_the_register(readings):
    """(source, reference) -> row, of usable people and of usable events."""
    people, events = {}, set()
    for reading, records in readings.values():
        rows = [record.row for record in records.values() if not isinstance(record, Unusable)]
        if reading.feed is Feed.PEOPLE:
            people |= {(row.source, row.reference): row for row in rows}
        if reading.feed is Feed.EVENTS:
            events |= {(row.source, row.reference) for row in rows}
    return people, events


def why_refused(row, feed, people, events):
    """The fault that only somebody who holds the other records can see, or nothing."""
    if feed is Feed.CORRECTIONS:
        return None if (row.source, row.event_reference) in events else "unknown_event"
    person = people.get((row.source, row.person_reference))
    if person is None:
        return "unknown_person"
    checks = {
        Feed.EVENTS: (
            ("event_before_birth", lambda: check_born_before(person.born_on, row.occurred_on)),
            ("under_ten_at_event", lambda: check_old_enough_to_act(person.born_on, row.occurred_on, row.role)),
        ),
        Feed.STATUS: (("death_before_birth", lambda: check_death_after_birth(person.born_on, row.effective_on)),),
    }
    for fault, check in checks.get(feed, ()):
        try:
            check()
        except Refused:
            return fault
    return None


def test_what_only_the_register_can_find_is_planted_as_counted(truth, readings):
    people, events = known_to_the_register(readings)
    found = set()
    for name, (reading, records) in readings.items():
        for line, record in records.items():
            if reading.feed is Feed.PEOPLE or isinstance(record, Unusable):
                continue
            if fault := why_refused(record.row, reading.feed, people, events):
                found.add((name, line, fault))
    planted = {(bad["file"], bad["line"], bad["fault"]) for bad in truth["bad_rows"] if bad["found_by"] == "register"}
    assert found == {bad for bad in planted if bad[2] != "unknown_offence_code"}
    assert {"under_ten_at_event", "event_before_birth", "death_before_birth"} <= {fault for _, _, fault in found}


def test_every_fault_is_planted_and_counted(county, truth):
    feeds = {file.path.name: file.feed for file in county.files}
    counted = Counter(f"bad_{feeds[bad['file']]}_{bad['fault']}" for bad in truth["bad_rows"])
    assert counted == {name: count for name, count in county.planted.items() if name.startswith("bad_")}
    assert {f"bad_{fault.feed}_{fault.name}" for fault in read_settings().faults} <= counted.keys()
    assert sum(file.bad for file in county.files) == counted.total()


def test_about_one_row_in_two_hundred_is_bad(county):
    bad, rows = (sum(getattr(file, what) for file in county.files) for what in ("bad", "rows"))
    assert 0.004 < bad / (bad + rows) < 0.007


def test_the_file_with_a_forbidden_column_is_refused_whole_and_not_among_the_files(county):
    with pytest.raises(Refused, match="SG-07"):
        open_feed(county.forbidden, today=AS_AT)
    assert county.forbidden not in [file.path for file in county.files]


def test_can_be_built_by_hand(tmp_path):
    command = [sys.executable, "-m", "evenhand.synthetic", str(tmp_path), "--people", "25", "--as-at", "2026-11-23"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.startswith("25 people on the inherited list")
    assert "listings-inherited.csv: 25 rows and 3 bad ones" in said
