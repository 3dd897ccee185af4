"""The same rule as an analyst would write it in vectorised pandas: the peer that the engine is measured against."""

from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from evenhand.evidence.vocabulary import Direction
from evenhand.scoring.batch import Totals, band_places
from evenhand.scoring.engine import SCALE
from evenhand.scoring.events import direction_of
from evenhand.scoring.rows import Instrument
from evenhand.scoring.table import STANDINGS


def need_pandas() -> None:
    """Raises RuntimeError in one clear sentence where pandas is not installed."""
    if find_spec("pandas") is None:
        raise RuntimeError("The benchmark compares with pandas, which is not installed: install the dev dependencies.")


def score_parquet(file: Path, instrument: Instrument, as_at: date) -> Totals:
    """Everybody's totals from a Parquet file of coded events, whole columns at a time.

    pandas reads no Parquet by itself, so DuckDB reads the file for it; the rest is pandas.
    """
    import pandas as pd

    frame = duckdb.read_parquet(str(file)).df()
    occurred = pd.to_datetime(frame["occurred_on"], unit="D")
    months = (as_at.year - occurred.dt.year) * 12 + as_at.month - occurred.dt.month - (occurred.dt.day > as_at.day)
    months = months.clip(upper=instrument.zero_month).mask(occurred > pd.Timestamp(as_at), instrument.zero_month)
    weights = [instrument.standings[standing] for standing in STANDINGS]
    most = max(row.millidays for row in instrument.severities.values())
    cap = pd.Series([most if weight.cap_millidays is None else weight.cap_millidays for weight in weights])
    permille = pd.Series([weight.permille for weight in weights])
    millidays = pd.Series([row.millidays for row in instrument.severities.values()])
    ppm = pd.Series([instrument.step_at(month).ppm for month in range(instrument.zero_month + 1)])
    days = np.minimum(frame["offence"].map(millidays), frame["standing"].map(cap))
    points = (days * frame["standing"].map(permille) * months.map(ppm) + SCALE // 2) // SCALE
    for direction in Direction:
        places = [place for place, one in enumerate(STANDINGS) if direction_of(one) is direction]
        frame[direction.value] = points.where(frame["standing"].isin(places), 0)
    summed = frame.groupby("person")[[Direction.CAUSED.value, Direction.SUFFERED.value]].sum()
    return _totals(summed, instrument)


def _totals(summed: Any, instrument: Instrument) -> Totals:
    caused = summed[Direction.CAUSED.value].to_numpy()
    return Totals(
        summed.index.to_numpy(),
        caused,
        summed[Direction.SUFFERED.value].to_numpy(),
        band_places(caused, instrument),
        tuple(band.name for band in instrument.bands),
    )
