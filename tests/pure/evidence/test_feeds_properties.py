"""Whatever the mix of faults: nothing is lost, two ways of counting agree, and what is corrected becomes usable."""

import json
import tempfile
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from evenhand.evidence.feeds.raw import raw_bytes, raw_text
from evenhand.evidence.feeds.reading import Reading, Unusable, Usable, independent_count, open_feed
from evenhand.evidence.vocabulary import Feed
from faults import TODAY, expected, good, write

HEADER = ",".join(good(Feed.STATUS)).encode()
LINE = ",".join(good(Feed.STATUS).values()).encode()
KNOWN = frozenset({"8N"})

pieces = st.one_of(
    st.just(LINE),
    st.binary(max_size=40),
    st.sampled_from([b"", b"\r", b"\n", b"\r\n", b"\n\n", b'"', b'""', b",", b"\x00", b"\xef\xbb\xbf", b"\x0b", b"{}"]),
)


def read(content: bytes, name: str) -> tuple[Reading, list[Usable | Unusable], int]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        reading = open_feed(path, Feed.STATUS, today=TODAY)
        return reading, list(reading), independent_count(path, reading.format)


@settings(deadline=None)
@given(st.lists(pieces, max_size=20), st.sampled_from([b"\n", b"\r\n"]))
@example([b"\r"], b"\n")
def test_any_lines_of_a_csv_are_conserved(lines: list[bytes], end: bytes) -> None:
    reading, records, counted = read(end.join([HEADER, *lines]), "a.csv")
    assert reading.records_seen == len(records) == counted


@settings(deadline=None)
@given(st.lists(pieces, max_size=20))
def test_any_lines_of_json_are_conserved(lines: list[bytes]) -> None:
    first = json.dumps(good(Feed.STATUS)).encode()
    reading, records, counted = read(b"\n".join([first, *lines]), "a.jsonl")
    assert reading.records_seen == len(records) == counted


@settings(deadline=None)
@given(
    st.dictionaries(st.text(max_size=5), st.one_of(st.none(), st.text(max_size=5), st.integers(), st.lists(st.none())))
)
@example({"\x00\ud800": "\x00"})
@example({"status": "\x00\ud800␛"})
def test_whatever_a_reason_says_can_be_shown_and_kept(row: dict[str, object]) -> None:
    first = json.dumps(good(Feed.STATUS)).encode()
    _, records, _ = read(first + b"\n" + json.dumps(row).encode(), "a.jsonl")
    record = records[1]
    assert isinstance(record, Unusable)
    for text in (record.raw, *(f"{reason.column} {reason.text}" for reason in record.reasons)):
        assert "\0" not in text
        text.encode("utf-8")


@settings(deadline=None)
@given(st.binary(max_size=60).map(lambda line: line.replace(b"\n", b"")))
@example("␛␛00␛".encode())
@example(b"\x00\xe2\x90")
def test_any_line_can_be_had_back_from_its_raw_text(line: bytes) -> None:
    raw = raw_text(line)
    assert raw_bytes(raw) == line
    assert "\0" not in raw
    raw.encode("utf-8")


@given(
    st.sampled_from(list(Feed)),
    st.sampled_from(["csv", "jsonl", "parquet"]),
    st.lists(st.integers(min_value=0, max_value=30), min_size=1, max_size=8),
)
@settings(max_examples=40, deadline=None)
def test_a_mix_of_faults_is_conserved_and_each_is_usable_once_corrected(
    feed: Feed, form: str, picks: list[int]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{feed}.{form}"
        faults = [fault for fault in expected(path.with_suffix(".parquet")) if hasattr(fault, "change")]
        rows = [
            good(feed, n, **faults[pick].change) if pick < len(faults) else good(feed, n)
            for n, pick in enumerate(picks)
        ]
        bad = [pick < len(faults) for pick in picks]
        reading = open_feed(write(path, rows), feed, today=TODAY, known_offences=KNOWN)
        records = list(reading)
        assert [isinstance(record, Unusable) for record in records] == bad
        assert reading.records_seen == independent_count(path, reading.format) == len(picks)
        corrected = write(Path(folder) / f"corrected.{form}", [good(feed, n) for n in range(len(picks))])
        assert all(
            isinstance(record, Usable) for record in open_feed(corrected, feed, today=TODAY, known_offences=KNOWN)
        )


def test_a_quarantined_line_with_its_bad_byte_put_right_is_usable(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    row = good(Feed.PEOPLE, family_name="Ta\N{LATIN SMALL LETTER E WITH ACUTE}re")
    path.write_bytes(",".join(row).encode() + b"\n" + ",".join(row.values()).encode("latin-1") + b"\n")
    [record] = open_feed(path, today=TODAY)
    assert isinstance(record, Unusable)
    assert "Ta␛e9re" in record.raw
    put_right = record.raw.replace("␛e9", "é")
    path.write_bytes(",".join(row).encode() + b"\n" + raw_bytes(put_right) + b"\n")
    [record] = open_feed(path, today=TODAY)
    assert isinstance(record, Usable)
