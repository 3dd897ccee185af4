"""A file that the register gave out carries a mark, and every feed's reader takes the very row back without it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.evidence.feeds import marked
from evenhand.evidence.feeds.reading import UnusableFile, Usable, independent_count, open_feed
from evenhand.evidence.vocabulary import Feed
from faults import TODAY, good, write

MARK = marked.mark(4, "First analyst", "Northmarch Police", "2026-11-23T12:04:00.000000Z")
LINES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n")) | st.text('{}", :a', max_size=12)


def test_the_mark_names_the_account_and_whatever_else_is_told():
    assert MARK == "made for account 4; First analyst; Northmarch Police; 2026-11-23T12:04:00.000000Z"
    assert marked.mark(4, 'A "b", c\\d\n', "") == "made for account 4; A b c d"


@given(LINES)
def test_every_line_is_had_back_whole_however_broken(line):
    assert marked.unmarked_csv(marked.marked_csv(line, MARK)) == line
    assert marked.unmarked_json(marked.marked_json(line, MARK)) == line


@given(LINES)
def test_a_line_without_a_mark_stays_as_it_is(line):
    assert marked.unmarked_csv(line) == marked.unmarked_json(line) == line


@given(st.dictionaries(st.text(), st.text()))
def test_an_object_stays_an_object(members):
    assert json.loads(marked.marked_json(json.dumps(members), MARK)) == members | {marked.COLUMN: MARK}


@pytest.mark.parametrize("feed", Feed)
@pytest.mark.parametrize("ending", ["csv", "jsonl"])
def test_every_feeds_reader_knows_the_mark_and_leaves_it_out(tmp_path: Path, feed: Feed, ending: str):
    plain = write(tmp_path / f"plain.{ending}", [good(feed)])
    lines = plain.read_text().splitlines()
    if ending == "csv":
        lines = [f"{lines[0]},{marked.COLUMN}", marked.marked_csv(lines[1], MARK)]
    else:
        lines = [marked.marked_json(lines[0], MARK)]
    given_out = tmp_path / f"given-out.{ending}"
    given_out.write_text("\n".join(lines) + "\n")
    read, reread = (open_feed(path, feed, today=TODAY) for path in (plain, given_out))
    [before], [after] = read, reread
    assert isinstance(after, Usable)
    assert (after.row, after.raw, after.digest, reread.columns) == (before.row, before.raw, before.digest, read.columns)
    assert independent_count(given_out, reread.format) == reread.records_seen == 1


def test_a_row_whose_mark_was_taken_off_is_read_all_the_same(tmp_path: Path):
    path = write(tmp_path / "a.csv", [good(Feed.STATUS)])
    header, line = path.read_text().splitlines()
    path.write_text(f"{header},{marked.COLUMN}\n{line}\n")
    [row] = open_feed(path, today=TODAY)
    assert isinstance(row, Usable)
    assert row.raw == line


def test_a_column_of_that_name_anywhere_else_is_no_mark(tmp_path: Path):
    path = write(tmp_path / "a.csv", [{marked.COLUMN: "Somebody", **good(Feed.STATUS)}])
    with pytest.raises(UnusableFile, match="no such columns: 'made_for'"):
        open_feed(path, today=TODAY)


def test_a_key_of_a_sources_own_is_not_taken_for_the_mark(tmp_path: Path):
    path = write(tmp_path / "a.jsonl", [good(Feed.STATUS), good(Feed.STATUS) | {marked.COLUMN: "somebody"}])
    taken, refused = open_feed(path, today=TODAY)
    assert isinstance(taken, Usable)
    assert [(reason.column, reason.text) for reason in refused.reasons] == [
        (marked.COLUMN, "This feed has no such column.")
    ]
