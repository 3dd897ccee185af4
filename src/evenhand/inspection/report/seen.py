"""What the sections of a report are made from, and which of the many tables each of them shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.inspection.describe import Description
from evenhand.inspection.disparity import Table
from evenhand.inspection.inspected import Inspection

LEVEL = 0.05
BAND = (0.8, 1.25)  # a difference in words only outside it: four fifths, a convention (unverified), and its inverse


@dataclass(frozen=True, slots=True)
class Seen:
    """An inspection with its description. With `publish` all counts in both are rounded, NaN where below five."""

    inspection: Inspection
    description: Description
    publish: bool = False

    @property
    def benchmarks(self) -> frozenset[str]:
        """The names of the benchmarks of residents."""
        return frozenset(one.name for one in self.inspection.benchmarks)

    @property
    def compositions(self) -> tuple[Table, ...]:
        """Everybody in the file by one attribute, against each benchmark."""
        return tuple(table for table in self._single() if self.is_composition(table))

    @property
    def by_stage(self) -> tuple[Table, ...]:
        """Each stage by one attribute."""
        return tuple(table for table in self._single() if not self.is_composition(table))

    @property
    def crossed(self) -> tuple[Table, ...]:
        """Several attributes together."""
        return tuple(table for table in self.inspection.tables if len(table.attributes) > 1)

    def title_of(self, benchmark: str) -> str:
        """What a benchmark is, in words."""
        return next((one.title for one in self.inspection.benchmarks if one.name == benchmark), benchmark)

    def is_composition(self, table: Table) -> bool:
        """Whether this is everybody in the file against residents."""
        stages = {stage.name for stage in self.inspection.extract.stages}
        return table.benchmark in self.benchmarks and table.stage not in stages

    def of_residents(self, table: Table) -> bool:
        """Whether the rates of this table are of residents, and so small that they are read per 10,000."""
        return table.benchmark in self.benchmarks

    def _single(self) -> Iterator[Table]:
        return (table for table in self.inspection.tables if len(table.attributes) == 1)


def beyond_chance(table: Table) -> NDArray[np.bool_]:
    """Which groups differ beyond chance after the correction, and are not small."""
    with np.errstate(invalid="ignore"):
        return np.asarray((table.adjusted <= LEVEL) & ~table.small.astype(bool))


def differs_materially(table: Table) -> NDArray[np.bool_]:
    """Which groups differ beyond chance, and by so much that the ratio is outside the band or one side has nobody."""
    with np.errstate(invalid="ignore"):
        inside = (table.ratio >= BAND[0]) & (table.ratio <= BAND[1])
    return np.asarray(beyond_chance(table) & ~inside)


def largest(table: Table, among: NDArray[np.bool_]) -> int | None:
    """The group with the ratio furthest from one among these, None where there is none."""
    with np.errstate(invalid="ignore", divide="ignore"):
        distance = np.where(among, np.abs(np.log(table.ratio)), -1.0)
    distance = np.where(np.isfinite(distance), distance, -1.0)
    return int(distance.argmax()) if distance.size and distance.max() > 0 else None


def group_name(group: tuple[str, ...]) -> str:
    """A group of several attributes in words."""
    return ", ".join(group)


def digits(array: Any) -> list[Any]:
    """An array for JSON with all digits; None where there is no figure."""
    if isinstance(array, np.ndarray) and array.ndim > 1:
        return [digits(row) for row in array]
    return [None if isinstance(one, float) and not np.isfinite(one) else one for one in np.asarray(array).tolist()]


def all_digits(result: Any, left_out: tuple[str, ...] = ()) -> dict[str, Any]:
    """A result with its arrays, field by field, for JSON."""
    found = {}
    for name in result.__dataclass_fields__:
        value = getattr(result, name)
        if name not in left_out:
            found[name] = digits(value) if isinstance(value, np.ndarray) else _plain(value)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return None if isinstance(value, float) and not np.isfinite(value) else value
