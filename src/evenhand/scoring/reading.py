"""Reads an instrument's TOML into rows. Numbers with a point are text there, so no float ever exists."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from evenhand.evidence.vocabulary import Standing
from evenhand.scoring.rows import Band, Instrument, RecencyStep, Severity, Source, StandingWeight

Row = TypeVar("Row")
Key = TypeVar("Key")
Table = Mapping[str, Any]

_THOUSANDTHS = re.compile(r"(\d+)(?:\.(\d{1,3}))?")


class InstrumentError(ValueError):
    """An instrument that cannot be used; the message lists every problem found."""

    def __init__(self, where: str, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__(f"{where} cannot be used as an instrument:\n- " + "\n- ".join(self.problems))


def thousandths(text: object) -> int:
    """`"273.75"` or `273` as 273,750 thousandths. Raises ValueError for anything else, floats above all."""
    found = _THOUSANDTHS.fullmatch(str(text)) if isinstance(text, str | int) else None
    if found is None or isinstance(text, bool):
        raise ValueError(f'{text!r} must be a whole number or a text such as "273.75", with at most three decimals')
    return int(found[1]) * 1000 + int((found[2] or "").ljust(3, "0"))


def read(document: Table, where: str) -> Instrument:
    """An instrument from a parsed TOML document. Raises InstrumentError naming every row that cannot be read."""
    problems: list[str] = []
    sources = _sources(document.get("sources", {}), problems)
    severities = _rows(document, "severity", lambda row: _severity(row, sources), problems)
    standings = _rows(document, "standing", _standing, problems)
    recency = _rows(document, "recency", _step, problems)
    bands = _rows(document, "band", _band, problems)
    by_offence = _keyed(severities, lambda row: row.offence, "severity", problems)
    by_standing = _keyed(standings, lambda row: row.standing, "standing", problems)
    head = _rows({"instrument": [document.get("instrument", {})]}, "instrument", _head, problems)
    if problems:
        raise InstrumentError(where, problems)
    identity, title, edition, dated, status = head[0]
    return Instrument(identity, title, edition, dated, status, by_offence, by_standing, tuple(recency), tuple(bands))


def _rows(document: Table, name: str, build: Callable[[Table], Row], problems: list[str]) -> list[Row]:
    """Every row of one table that can be built; the others are named in `problems`."""
    built = []
    for number, row in enumerate(document.get(name, ()), start=1):
        try:
            built.append(build(row))
        except KeyError as missing:
            problems.append(f"{name} {number}: {missing.args[0]} is missing")
        except ValueError as wrong:
            problems.append(f"{name} {number}: {wrong}")
    return built


def _keyed(rows: Iterable[Row], key: Callable[[Row], Key], name: str, problems: list[str]) -> Mapping[Key, Row]:
    found: dict[Key, Row] = {}
    for row in rows:
        if key(row) in found:
            problems.append(f"{name} {key(row)} is there twice")
        found[key(row)] = row
    return MappingProxyType(found)


def _sources(tables: Table, problems: list[str]) -> dict[str, Source]:
    documents = {"source": [{"id": name, **table} for name, table in tables.items()]}
    rows = _rows(
        documents,
        "source",
        lambda row: Source(**_typed(row, id=str, title=str, edition=str, checked_on=date)),
        problems,
    )
    return {row.id: row for row in rows}


def _typed(row: Table, **types: type) -> dict[str, Any]:
    """The named fields of a row, each of exactly the type asked for (`true` is no number); no other field."""
    for name, kind in types.items():
        if type(row[name]) is not kind:
            raise ValueError(f"{name} must be {kind.__name__}, not {row[name]!r}")
    unknown = sorted(set(row) - set(types))
    if unknown:
        raise ValueError(f"unknown field {', '.join(unknown)}")
    return {name: row[name] for name in types}


def _head(row: Table) -> tuple[str, str, str, date, str]:
    read = _typed(row, id=str, title=str, edition=str, dated=date, status=str)
    return read["id"], read["title"], read["edition"], read["dated"], read["status"]


def _severity(row: Table, sources: Mapping[str, Source]) -> Severity:
    row = {"note": "", **row, "days": thousandths(row["days"])}
    read = _typed(
        row,
        offence=str,
        title=str,
        subgroup=str,
        days=int,
        source=str,
        verified=bool,
        note=str,
    )
    if read["source"] not in sources:
        raise ValueError(f"source {read['source']} is not described under [sources]")
    read["source"] = sources[read["source"]]
    return Severity(millidays=read.pop("days"), **read)


def _standing(row: Table) -> StandingWeight:
    cap = thousandths(row["cap_days"]) if "cap_days" in row else None
    rest = {name: value for name, value in row.items() if name != "cap_days"}
    read = _typed(rest, standing=str, permille=int, reason=str)
    return StandingWeight(Standing(read["standing"]), read["permille"], cap, read["reason"])


def _step(row: Table) -> RecencyStep:
    end = {"to_month": int} if "to_month" in row else {}
    return RecencyStep(**{"to_month": None, **_typed(row, from_month=int, ppm=int, reason=str, **end)})


def _band(row: Table) -> Band:
    read = _typed({**row, "from_points": thousandths(row["from_points"])}, name=str, from_points=int, reason=str)
    return Band(read["name"], read["from_points"], read["reason"])
