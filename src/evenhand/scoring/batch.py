"""Scores everybody at once on DuckDB: two look-ups and one sum, in integers, bit for bit as the reference engine."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from evenhand.scoring import engine, events, table
from evenhand.scoring.rows import Instrument
from evenhand.scoring.table import STANDINGS

Column = NDArray[Any]

EPOCH = date(1970, 1, 1)
FIRST_DAY, LAST_DAY = (date.min - EPOCH).days, (date.max - EPOCH).days

_EXTENT = """
SELECT count(*), count(person), count(offence), count(standing), count(occurred_on),
       min(standing), max(standing), min(occurred_on), max(occurred_on)
FROM events
"""
_UNKNOWN = "SELECT DISTINCT offence FROM events WHERE offence NOT BETWEEN 0 AND $last ORDER BY offence"
_TOTALS = """
SELECT person, sum(caused)::BIGINT AS caused, sum(suffered)::BIGINT AS suffered
FROM events
JOIN day_month ON day_month.day = events.occurred_on
JOIN points ON points.cell = (events.standing::INTEGER * $offences + events.offence) * $months + day_month.month
GROUP BY person
"""
# Tables of DuckDB's own, keyed by a dense integer: DuckDB then looks up by position, not by hash.
_POINTS = "CREATE OR REPLACE TEMP TABLE points AS SELECT * FROM incoming"
_DAY_MONTH = "CREATE OR REPLACE TEMP TABLE day_month AS SELECT * FROM incoming"


@dataclass(frozen=True, slots=True)
class Totals:
    """One row per person with any event, by rising person: millipoints (int64) and the place of the band (int8)."""

    person: Column
    caused_millipoints: NDArray[np.int64]
    suffered_millipoints: NDArray[np.int64]
    band: NDArray[np.int8]
    bands: tuple[str, ...]


def score_everybody(
    columns: Mapping[str, Column], instrument: Instrument, as_at: date, *, threads: int | None = None
) -> Totals:
    """The totals of every person among the events, as at a date.

    `columns` are arrays of one length: person (integers), offence and standing (codes as text, or places in
    `instrument.severities` and in `Standing` as integers), occurred_on (datetime64, or days since 1970-01-01 as
    integers). Raises Refused: SG-14 for any other column, SG-16 for any offence without a row. Raises ValueError for
    columns that are missing or of different lengths.
    """
    events.check_inputs(columns)
    coded = encode(columns, instrument)
    with duckdb.connect(config={} if threads is None else {"threads": threads}) as connection:
        connection.register("events", coded)
        return score_table(connection, instrument, as_at)


def encode(columns: Mapping[str, Column], instrument: Instrument) -> dict[str, Column]:
    """The four columns as integers: what `score_table` reads. Raises as `score_everybody` does."""
    missing = [name for name in events.COLUMNS if name not in columns]
    if missing:
        raise ValueError(f"The column {', '.join(missing)} is missing.")
    if len({len(columns[name]) for name in events.COLUMNS}) > 1:
        raise ValueError("The columns have different lengths.")
    offence, standing, day = (columns[name] for name in ("offence", "standing", "occurred_on"))
    if offence.dtype.kind in "OU":
        engine.check_known((str(code) for code in np.unique(offence)), instrument)
        offence = _places(offence, tuple(instrument.severities))
    if standing.dtype.kind in "OU":
        standing = _places(standing, STANDINGS)
    if day.dtype.kind == "M":
        day = day.astype("datetime64[D]").astype(np.int64)
    return {
        "person": _whole("person", columns["person"], np.int64),
        "offence": _whole("offence", offence, np.int16),
        "standing": _whole("standing", standing, np.int8),
        "occurred_on": _whole("occurred_on", day, np.int32),
    }


def score_table(connection: duckdb.DuckDBPyConnection, instrument: Instrument, as_at: date) -> Totals:
    """The totals of everybody in the table or view `events` (the integer columns of `encode`) of a connection.

    Raises Refused: SG-14 for any other column, SG-16 for an offence that is no place in the instrument; ValueError
    for an empty value or an unknown standing. It leaves two small temporary tables, `points` and `day_month`.
    """
    events.check_inputs(name for name, *_ in connection.execute("DESCRIBE events").fetchall())
    [extent] = connection.execute(_EXTENT).fetchall()
    if extent[0] == 0:
        return _totals({name: np.zeros(0, dtype=np.int64) for name in ("person", "caused", "suffered")}, instrument)
    _check_extent(extent)
    engine.check_known(_unknown_places(connection, instrument), instrument)
    shape = _put_look_ups(connection, instrument, as_at, *extent[-2:])
    return _totals(connection.execute(_TOTALS, shape).fetchnumpy(), instrument)


def _put_look_ups(
    connection: duckdb.DuckDBPyConnection, instrument: Instrument, as_at: date, first: int, last: int
) -> dict[str, int]:
    """Store the points of each cell and the month of each day; return the shape by which a cell is found."""
    points = table.points_table(instrument)
    table.check_layers(points)
    caused, suffered = points.caused.ravel(), points.suffered.ravel()
    months = table.months_by_day(first, last, as_at, instrument.zero_month)
    _fill(connection, _POINTS, {"cell": _count(0, caused.size), "caused": caused, "suffered": suffered})
    _fill(connection, _DAY_MONTH, {"day": _count(first, months.size), "month": months})
    return {"offences": points.caused.shape[1], "months": points.caused.shape[2]}


def _whole(name: str, column: Column, kind: type[np.signedinteger[Any]]) -> Column:
    """The column as integers no wider than `kind`; refuses what would lose anything on the way."""
    if column.dtype.kind not in "iu":
        raise ValueError(f"The column {name} must hold whole numbers, not {column.dtype}.")
    if column.dtype.itemsize <= np.dtype(kind).itemsize and column.dtype.kind == "i":
        return column
    bounds = np.iinfo(kind)
    if len(column) and (column.min() < bounds.min or column.max() > bounds.max):
        raise ValueError(f"The column {name} holds a number beyond {bounds.min} to {bounds.max}, or no date.")
    return column.astype(kind)


def _places(texts: Column, order: tuple[str, ...]) -> Column:
    """The place of each text in `order`; a text that is not there gets the place after the last."""
    found, inverse = np.unique(texts, return_inverse=True)
    place = {text: number for number, text in enumerate(order)}
    return np.array([place.get(str(text), len(order)) for text in found], dtype=np.int64)[inverse]


def _check_extent(extent: tuple[Any, ...]) -> None:
    """The look-ups drop what they do not know, so nothing empty or unknown may reach them."""
    rows, *counts = extent[:5]
    if set(counts) != {rows}:
        raise ValueError("An event without a person, offence, standing or date cannot be scored.")
    lowest, highest = extent[5:7]
    if lowest < 0 or highest >= len(STANDINGS):
        raise ValueError(f"There is a standing that is none of {', '.join(STANDINGS)}.")
    if extent[-2] < FIRST_DAY or extent[-1] > LAST_DAY:
        raise ValueError("There is a date before the year 1 or after the year 9999.")


def _unknown_places(connection: duckdb.DuckDBPyConnection, instrument: Instrument) -> list[str]:
    last = len(instrument.severities) - 1
    return [f"number {place}" for (place,) in connection.execute(_UNKNOWN, {"last": last}).fetchall()]


def _count(start: int, rows: int) -> Column:
    return np.arange(start, start + rows, dtype=np.int32)


def _fill(connection: duckdb.DuckDBPyConnection, statement: str, columns: dict[str, Column]) -> None:
    connection.register("incoming", columns)
    connection.execute(statement).fetchall()
    connection.unregister("incoming")


def _totals(summed: Mapping[str, Column], instrument: Instrument) -> Totals:
    order = np.argsort(summed["person"], kind="stable")
    caused = summed["caused"][order].astype(np.int64, copy=False)
    return Totals(
        summed["person"][order],
        caused,
        summed["suffered"][order].astype(np.int64, copy=False),
        band_places(caused, instrument),
        tuple(band.name for band in instrument.bands),
    )


def band_places(caused: NDArray[np.int64], instrument: Instrument) -> NDArray[np.int8]:
    """The place of the band of each total: how many of the later cuts it has reached."""
    places = np.zeros(len(caused), dtype=np.int8)
    for band in instrument.bands[1:]:
        places += caused >= band.from_millipoints
    return places
