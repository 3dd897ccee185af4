"""Feed files with one fault of every kind, in each feed and format; nobody in them is real.

`one_of_every_fault(folder)` writes them; `expected(path)` says what must become of each. Two good records stand at the
start and at the end of every file.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from evenhand.evidence.vocabulary import Feed

TODAY = date(2026, 11, 1)
FORMATS = ("csv", "jsonl", "parquet")
Row = dict[str, str]


@dataclass(frozen=True)
class Fault:
    """A record that must be quarantined: what is changed, and the column and promise of the reason expected."""

    name: str
    change: Row
    column: str | None
    safeguard: str | None = None


@dataclass(frozen=True)
class BadLine:
    """A line that must be quarantined, as bytes."""

    name: str
    line: bytes
    column: str | None = None
    safeguard: str | None = None


_GOOD: dict[Feed, Row] = {
    Feed.PEOPLE: {
        "given_names": "Orlin Tave",
        "family_name": "Mubrook",
        "born_on": "2001-03-04",
        "address_line": "1 Invented Way",
        "postcode": "",
        "area": "NM1",
        "pnc_id": "",
        "cro_number": "",
        "prison_number": "",
        "ethnicity": "W9",
        "ethnicity_basis": "self",
        "sex": "male",
    },
    Feed.EVENTS: {
        "person_reference": "people-1",
        "role": "suspect",
        "offence_code": "8N",
        "occurred_on": "2026-01-02",
        "outcome_type": "1",
        "court_result": "pending",
        "evidential_test": "met",
        "origin": "call 17",
        "source_document": "DOC-1",
        "recorded_on": "2026-01-03",
    },
    Feed.CORRECTIONS: {
        "event_reference": "events-1",
        "correction": "acquitted",
        "decided_on": "2026-05-06",
        "source_document": "DOC-2",
    },
    Feed.INTELLIGENCE: {
        "person_reference": "people-1",
        "source_grade": "1",
        "assessment_grade": "A",
        "handling_code": "P",
        "handling_conditions": "",
        "origin": "resident 4",
        "source_document": "DOC-3",
        "collected_on": "2026-02-03",
        "currency": "current",
        "statement": "fact",
        "author": "",
        "basis": "",
        "content": "Was seen with a knife outside the station.",
    },
    Feed.REFERRALS: {
        "person_reference": "people-1",
        "body": "school",
        "made_on": "2026-03-04",
        "statement": "opinion",
        "author": "Head of year",
        "basis": "Three talks in March.",
        "concern": "Afraid to walk home and asks for help.",
        "source_document": "DOC-4",
    },
    Feed.STATUS: {
        "person_reference": "people-1",
        "status": "in_custody",
        "effective_on": "2026-04-05",
        "source_document": "DOC-5",
    },
    Feed.LISTINGS: {
        "person_reference": "people-1",
        "listed_on": "2017-01-02",
        "band": "green",
        "basis": "",
        "last_reviewed_on": "2017-09-01",
        "area": "NM1",
    },
}

_COMMON = (
    Fault("no source", {"source": ""}, "source"),
    Fault("no reference", {"reference": ""}, "reference"),
    Fault("version nought", {"version": "0"}, "version"),
    Fault("version is a word", {"version": "first"}, "version"),
    Fault("a value too long", {"source": "x" * 201}, "source"),
)

_OWN: dict[Feed, tuple[Fault, ...]] = {
    Feed.PEOPLE: (
        Fault("no family name", {"family_name": ""}, "family_name"),
        Fault("birth in the British order", {"born_on": "04/03/2001"}, "born_on"),
        Fault("a day that does not exist", {"born_on": "2001-02-30"}, "born_on"),
        Fault("born in the future", {"born_on": "2027-01-01"}, "born_on", "SG-19"),
        Fault("too old to be true", {"born_on": "1899-01-01"}, "born_on", "SG-19"),
        Fault("unknown basis of ethnicity", {"ethnicity_basis": "guess"}, "ethnicity_basis"),
    ),
    Feed.EVENTS: (
        Fault("no role", {"role": ""}, "role", "SG-12"),
        Fault("two roles", {"role": "suspect;victim"}, "role", "SG-12"),
        Fault("convicted without conviction", {"role": "convicted"}, "role", "SG-12"),
        Fault("suspect though convicted", {"court_result": "convicted"}, "role", "SG-12"),
        Fault("victim with a court result", {"role": "victim"}, "role", "SG-12"),
        Fault("offence in words", {"offence_code": "assault"}, "offence_code", "SG-16"),
        Fault("offence without weight", {"offence_code": "199Z"}, "offence_code", "SG-16"),
        Fault("unknown outcome", {"outcome_type": "23"}, "outcome_type"),
        Fault("suspect without outcome", {"outcome_type": "", "court_result": ""}, "outcome_type"),
        Fault("happened after it was recorded", {"occurred_on": "2026-02-01"}, "occurred_on"),
        Fault("recorded in the future", {"recorded_on": "2026-12-01"}, "recorded_on"),
    ),
    Feed.CORRECTIONS: (
        Fault("unknown correction", {"correction": "mistake"}, "correction"),
        Fault("decided in the future", {"decided_on": "2026-12-01"}, "decided_on"),
    ),
    Feed.INTELLIGENCE: (
        Fault("no source grade", {"source_grade": ""}, "source_grade", "SG-28"),
        Fault("no assessment", {"assessment_grade": ""}, "assessment_grade", "SG-28"),
        Fault("a grade of an older scheme", {"source_grade": "4"}, "source_grade"),
        Fault("no handling code", {"handling_code": ""}, "handling_code", "SG-28"),
        Fault("conditions not given", {"handling_code": "C"}, "handling_conditions", "SG-28"),
        Fault("no document", {"source_document": ""}, "source_document", "SG-28"),
        Fault("no collection date", {"collected_on": ""}, "collected_on", "SG-28"),
        Fault("currency not given", {"currency": ""}, "currency", "SG-28"),
        Fault("neither fact nor opinion", {"statement": ""}, "statement", "SG-27"),
        Fault("opinion without author", {"statement": "opinion", "basis": "talks"}, "author", "SG-27"),
        Fault("opinion without basis", {"statement": "opinion", "author": "PC Tave"}, "basis", "SG-27"),
        Fault("a social-media handle", {"content": "Posts as @invented.person about it."}, "content", "SG-07"),
        Fault("music", {"content": "Appears in a drill video."}, "content", "SG-07"),
        Fault("a text too long", {"content": "x" * 20_001}, "content"),
        Fault("collected in the future", {"collected_on": "2026-12-01"}, "collected_on"),
    ),
    Feed.REFERRALS: (
        Fault("unknown body", {"body": "landlord"}, "body"),
        Fault("opinion without basis", {"basis": ""}, "basis", "SG-27"),
        Fault("faith", {"concern": "Asks about religion a lot."}, "concern", "SG-07"),
    ),
    Feed.STATUS: (
        Fault("unknown status", {"status": "missing"}, "status"),
        Fault("in the future", {"effective_on": "2027-01-01"}, "effective_on"),
    ),
    Feed.LISTINGS: (
        Fault("unknown band", {"band": "blue"}, "band"),
        Fault("reviewed before it was listed", {"last_reviewed_on": "2016-01-01"}, "listed_on"),
        Fault("a tattoo as basis", {"basis": "Has a tattoo of a star."}, "basis", "SG-07"),
    ),
}

_CSV_LINES = (
    BadLine("too few fields", b"NMP,short"),
    BadLine("too many fields", b"," * 40),
    BadLine("a stray quote", b'NMP,"open'),
    BadLine("not UTF-8", b"NMP,caf\xe9"),
    BadLine("a NUL byte", b"NMP,\x00"),
    BadLine("far too long", b"x" * (1 << 20) + b"y"),
)
_JSON_LINES = (
    BadLine("not JSON", b'{"source": '),
    BadLine("not an object", b'["source"]'),
    BadLine("not a number", b'{"version": NaN}'),
    BadLine("nested without end", b"[" * 20_000),
    BadLine("a key twice", b'{"source": "a", "source": "b"}', "source"),
    BadLine("an unknown key", b'{"shoe_size": "9"}', "shoe_size"),
    BadLine("a forbidden key", b'{"instagram": "x"}', "instagram", "SG-07"),
    BadLine("an associate", b'{"known_associates": "x"}', "known_associates", "SG-08"),
    BadLine("a nested value", b'{"source": {"a": "b"}}', "source"),
    BadLine("a truth value", b'{"source": true}', "source"),
    BadLine("not UTF-8", b'{"source": "caf\xe9"}'),
    BadLine("half a character", b'{"source": "\\ud800"}', "source"),
)
_LINES = {"csv": _CSV_LINES, "jsonl": _JSON_LINES, "parquet": ()}


def good(feed: Feed, number: int = 1, **changes: str) -> Row:
    """A record that can be used, with some fields changed."""
    return {"source": "NMP", "reference": f"{feed}-{number}", "version": "1", **_GOOD[feed], **changes}


def expected(path: Path) -> tuple[Fault | BadLine, ...]:
    """What is wrong with the records of a file written by `one_of_every_fault`, in order."""
    return *_COMMON, *_OWN[Feed(path.stem)], *_LINES[path.suffix[1:]]


def one_of_every_fault(folder: Path) -> list[Path]:
    """Write a file of each feed and format in the order of loading; see `expected`."""
    paths = []
    for feed in Feed:
        for form in FORMATS:
            faulty = [good(feed, number, **fault.change) for number, fault in enumerate(_faults(feed), start=100)]
            path = folder / f"{feed}.{form}"
            write(path, [good(feed, 1), *faulty], [bad.line for bad in _LINES[form]], good(feed, 2))
            paths.append(path)
    return paths


def write(path: Path, rows: list[Row], lines: Iterable[bytes] = (), last: Row | None = None) -> Path:
    """Write rows in the format of the path's extension, then bare lines, then one row more."""
    if path.suffix == ".parquet":
        _write_parquet(path, [*rows, *([last] if last else [])])
        return path
    as_line = _csv_line if path.suffix == ".csv" else _json_line
    head = [",".join(rows[0]).encode()] if path.suffix == ".csv" else []
    tail = [as_line(last)] if last else []
    path.write_bytes(b"\n".join([*head, *map(as_line, rows), *lines, *tail]) + b"\n")
    return path


def _faults(feed: Feed) -> tuple[Fault, ...]:
    return *_COMMON, *_OWN[feed]


def _csv_line(row: Row) -> bytes:
    quoted = ('"' + value.replace('"', '""') + '"' if set(value) & set(',"') else value for value in row.values())
    return ",".join(quoted).encode()


def _json_line(row: Row) -> bytes:
    return json.dumps(row, ensure_ascii=False).encode()


def _write_parquet(path: Path, rows: list[Row]) -> None:
    columns = ", ".join(f'"{name}" VARCHAR' for name in rows[0])
    marks = ", ".join("?" for _ in rows[0])
    with duckdb.connect() as engine:
        engine.execute(f"CREATE TABLE feed ({columns})")
        engine.executemany(f"INSERT INTO feed VALUES ({marks})", [list(row.values()) for row in rows])
        engine.execute(f"COPY feed TO '{str(path).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
