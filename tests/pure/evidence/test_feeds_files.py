"""Whole files: what is refused whole, with one clear sentence, and what is tolerated."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evenhand.evidence.feeds.reading import Format, Unusable, UnusableFile, Usable, independent_count, open_feed
from evenhand.evidence.vocabulary import Feed
from evenhand.safeguards import Refused
from faults import TODAY, good, write

HEADER = ",".join(good(Feed.STATUS))
LINE = ",".join(good(Feed.STATUS).values())


def refusal(path: Path, content: bytes | str) -> UnusableFile:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(UnusableFile) as caught:
        list(open_feed(path, today=TODAY))
    assert str(caught.value) == f"{path.name}: {caught.value.what} ({caught.value.where}). {caught.value.do}"
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.csv", b"", "the file is empty"),
        ("a.csv", b"\xef\xbb\xbf", "the file has no header"),
        ("a.csv", f"\n{HEADER}\n{LINE}\n", "the file has no header"),
        ("a.csv", HEADER.encode("utf-16"), "the header cannot be read: The line is not UTF-8"),
        ("a.csv", HEADER.encode("utf-16-le"), "the header cannot be read: The line holds a NUL byte"),
        ("a.csv", b"x" * (1 << 21), "the header cannot be read: The line is 2,097,152 bytes long"),
        ("a.csv", HEADER + ',"open', "the header cannot be read"),
        ("a.csv", HEADER + ",status\n", "columns are given twice: status"),
        ("a.csv", HEADER + ",shoe_size\n", "a status feed has no such columns: 'shoe_size'"),
        ("a.csv", HEADER.replace(",source_document", "") + "\n", "the columns fit no feed"),
        ("a.csv", HEADER.replace("status", "Status"), "the columns fit no feed"),
        ("a.jsonl", b"\n[]\nnothing\n", "no line is a JSON object"),
        ("a.jsonl", b"{}\n", "the columns fit no feed"),
        ("a.parquet", b"PAR", "the file is not Parquet"),
        ("a.parquet", b"source,reference\n1,2\n", "the file is not Parquet"),
        ("a.parquet", b"PAR1 and no end", "the file is cut short"),
        ("a.parquet", b"PAR1 nothing real in it PAR1", "the file is damaged"),
        ("a.xlsx", b"PK", "the extension '.xlsx' is unknown"),
    ],
)
def test_refuses_a_whole_file_with_one_clear_sentence(
    tmp_path: Path, name: str, content: bytes | str, what: str
) -> None:
    assert refusal(tmp_path / name, content).what.startswith(what)


def test_says_which_columns_are_missing_from_the_nearest_feed(tmp_path: Path) -> None:
    error = refusal(tmp_path / "a.csv", HEADER.replace(",source_document", ""))
    assert error.do == (
        "The nearest is status, for which these are missing: source_document. Add them, or say which feed it is."
    )
    with pytest.raises(UnusableFile, match=r"columns are missing: event_reference, correction, decided_on"):
        open_feed(write(tmp_path / "b.csv", [good(Feed.STATUS)]), Feed.CORRECTIONS, today=TODAY)


def test_refuses_columns_that_fit_several_feeds(tmp_path: Path) -> None:
    both = {**good(Feed.STATUS), **good(Feed.CORRECTIONS)}
    with pytest.raises(UnusableFile, match="the columns fit several feeds: corrections, status"):
        open_feed(write(tmp_path / "a.csv", [both]), today=TODAY)


def test_refuses_what_is_no_file_or_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnusableFile, match="there is no such file"):
        open_feed(tmp_path / "none.csv", today=TODAY)
    with pytest.raises(UnusableFile, match="not a regular file"):
        open_feed(tmp_path, today=TODAY)
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(UnusableFile, match="not a regular file"):
        open_feed(tmp_path / "pipe.csv", today=TODAY)
    path = write(tmp_path / "a.csv", [good(Feed.STATUS)])

    def denied(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)
    with pytest.raises(UnusableFile, match="cannot be opened: Permission denied"):
        open_feed(path, today=TODAY)


def test_a_forbidden_column_refuses_the_file_before_anything_else(tmp_path: Path) -> None:
    for form in ("csv", "jsonl", "parquet"):
        path = write(tmp_path / f"a.{form}", [{"instagram": "x"}])
        with pytest.raises(Refused) as caught:
            open_feed(path, today=TODAY)
        assert caught.value.safeguard == "SG-07"


def test_a_truncated_parquet_file_is_refused_and_not_read_in_part(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.parquet", [good(Feed.STATUS, number) for number in range(2000)]).read_bytes()
    assert refusal(tmp_path / "cut.parquet", whole[: len(whole) // 2]).what == "the file is cut short"
    assert refusal(tmp_path / "hole.parquet", whole[:2000] + whole[4000:]).what.startswith("the file is damaged")


def test_parquet_numbers_and_dates_are_read_as_text_and_names_are_no_patterns(tmp_path: Path) -> None:
    import duckdb

    path = tmp_path / "it's [1] * a?.parquet"
    row = good(Feed.STATUS)
    columns = ", ".join(
        f"'{value}' AS {name}" for name, value in row.items() if name not in ("version", "effective_on")
    )
    with duckdb.connect() as engine:
        target = str(path).replace("'", "''")
        engine.execute(
            f"COPY (SELECT {columns}, 1::BIGINT AS version, DATE '2026-04-05' AS effective_on) TO '{target}'"
        )
    [record] = open_feed(path, today=TODAY)
    assert isinstance(record, Usable)
    assert record.row.version == 1
    assert json.loads(record.raw) == row


def test_a_byte_order_mark_carriage_returns_blank_lines_and_a_missing_last_line_end_are_tolerated(
    tmp_path: Path,
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n{LINE}\r\n\r\n\n{LINE}".encode())
    reading = open_feed(path, today=TODAY)
    assert [(type(record), record.line) for record in reading] == [(Usable, 2), (Usable, 5)]
    assert reading.records_seen == independent_count(path, Format.CSV) == 2
    assert reading.columns == HEADER.split(",")
    assert reading.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_columns_may_come_in_any_order_and_optional_ones_may_be_left_out(tmp_path: Path) -> None:
    row = good(Feed.PEOPLE)
    short = {
        name: row[name] for name in reversed(row) if name not in ("postcode", "ethnicity", "ethnicity_basis", "sex")
    }
    [whole], [partly] = (
        list(open_feed(write(tmp_path / name, [given]), today=TODAY))
        for name, given in (("a.csv", row), ("b.csv", short))
    )
    assert isinstance(whole, Usable)
    assert isinstance(partly, Usable)
    assert (whole.row, whole.digest) == (partly.row, partly.digest)
    assert partly.equality is None


def test_quoted_fields_may_hold_commas_and_quotes(tmp_path: Path) -> None:
    row = good(Feed.REFERRALS, concern='Says "help", and means it.')
    [record] = open_feed(write(tmp_path / "a.csv", [row]), today=TODAY)
    assert isinstance(record, Usable)
    assert record.row.concern == 'Says "help", and means it.'  # type: ignore[attr-defined]


def test_a_stray_quote_spoils_its_own_line_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'{HEADER}\n{LINE}\n"{LINE}\n{LINE}\n{LINE}"\n{LINE}\n', encoding="utf-8")
    kinds = [type(record) for record in open_feed(path, today=TODAY)]
    assert kinds == [Usable, Unusable, Usable, Unusable, Usable]


_READ = r"""
import re, sys
from datetime import date
from pathlib import Path
from evenhand.evidence.feeds.reading import Usable, independent_count, open_feed
path = Path(sys.argv[1])
reading = open_feed(path, today=date(2026, 11, 1))
usable = sum(isinstance(record, Usable) for record in reading)
# Of this program alone: what getrusage tells begins with the memory of whoever started it.
peak = int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(usable, reading.records_seen, independent_count(path, reading.format), peak)
"""


def test_a_file_of_two_gigabytes_is_read_in_little_memory_with_every_record_conserved(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    path.write_text(f"{HEADER}\n" + f"{LINE}\n" * 1000, encoding="utf-8")
    os.truncate(path, 2 << 30)
    out = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True).stdout
    usable, seen, counted, peak = map(int, out.split())
    assert (usable, seen, counted) == (1000, 1001, 1001)
    assert peak < 200, "megabytes"
