"""Every point an instrument can ever give, worked out once: one integer per standing, offence and completed month."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from evenhand.evidence.vocabulary import Direction, Standing
from evenhand.safeguards import Refused, upholds
from evenhand.scoring.engine import SCALE
from evenhand.scoring.events import direction_of
from evenhand.scoring.rows import Instrument

STANDINGS = tuple(Standing)


@dataclass(frozen=True, slots=True)
class PointsTable:
    """Millipoints (int32) in arrays of standings x offences x months, one array for each direction.

    `standings` and `offences` name the first two axes. The last month stands for itself and all later ones, and is 0.
    """

    standings: tuple[Standing, ...]
    offences: tuple[str, ...]
    caused: NDArray[np.int32]
    suffered: NDArray[np.int32]


def points_table(instrument: Instrument) -> PointsTable:
    """All points of an instrument. The same rule as the reference engine, and exact: int64 holds every product."""
    millidays = np.array([row.millidays for row in instrument.severities.values()], dtype=np.int64)
    ppm = np.array([instrument.step_at(month).ppm for month in range(instrument.zero_month + 1)], dtype=np.int64)
    layers = {standing: _layer(instrument, standing, millidays, ppm) for standing in STANDINGS}
    nothing = np.zeros((len(millidays), len(ppm)), dtype=np.int32)
    caused, suffered = (
        np.stack([layers[one] if direction_of(one) is direction else nothing for one in STANDINGS])
        for direction in (Direction.CAUSED, Direction.SUFFERED)
    )
    return PointsTable(STANDINGS, tuple(instrument.severities), caused, suffered)


@upholds("SG-13")
def check_layers(points: PointsTable) -> None:
    """Harm suffered never enters harm caused: the layer of a victim is empty in one table, all others in the other."""
    victim = points.standings.index(Standing.SUFFERED)
    if points.caused[victim].any() or np.delete(points.suffered, victim, axis=0).any():
        raise Refused("SG-13", "The table of points would count harm suffered as harm caused, or the other way round.")


def months_by_day(first: int, last: int, as_at: date, zero_month: int) -> NDArray[np.int32]:
    """Completed months at `as_at` of each day from `first` to `last` (days since 1970-01-01, both included).

    Nothing is left from `zero_month` on, so no month is counted past it; days after `as_at` get it too, because they
    must count nothing.
    """
    days = np.arange(first, last + 1).astype("datetime64[D]")
    month_of_day = days.astype("datetime64[M]")
    day_of_month = (days - month_of_day).astype(np.int64) + 1
    now = np.datetime64(as_at, "D")
    between = (now.astype("datetime64[M]") - month_of_day).astype(np.int64)
    completed = between - (day_of_month > as_at.day)
    counted: NDArray[np.int32] = np.where(days > now, zero_month, np.minimum(completed, zero_month)).astype(np.int32)
    return counted


def _layer(
    instrument: Instrument, standing: Standing, millidays: NDArray[np.int64], ppm: NDArray[np.int64]
) -> NDArray[np.int32]:
    weight = instrument.standings[standing]
    capped = millidays if weight.cap_millidays is None else np.minimum(millidays, weight.cap_millidays)
    scaled = np.multiply.outer(capped * weight.permille, ppm)
    return ((scaled + SCALE // 2) // SCALE).astype(np.int32)
