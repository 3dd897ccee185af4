"""A publication of figures as the pages show it: shares worked out from the counts, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Publication:
    """Figures as at a day. `bands` holds (band, count, share); a share is text such as 40.1%. `overdue`: None in
    figures from before it was counted.
    """

    as_at: date
    digest: str
    size: int
    zero: int
    zero_share: str
    inherited: int
    decided: int
    restricted: int
    overdue: int | None
    bands: tuple[tuple[str, int, str], ...]
    instrument: str

    @classmethod
    def of(cls, snapshot: Any) -> "Publication":
        """From a stored publication with its `as_at`, `digest` and `figures`."""
        counted: Mapping[str, Any] = snapshot.figures
        size = counted["size"]
        return cls(
            snapshot.as_at,
            snapshot.digest,
            size,
            counted["zero"],
            share(counted["zero"], size),
            counted["inherited"],
            counted["decided"],
            counted["restricted"],
            counted.get("overdue"),
            tuple((band, count, share(count, size)) for band, count in sorted(counted["bands"].items())),
            counted["instrument"],
        )


def share(part: int, whole: int) -> str:
    """A share in percent with one decimal, rounded half up; a dash where there is nobody."""
    if not whole:
        return "-"
    permille = (part * 2000 + whole) // (2 * whole)
    return f"{permille // 10}.{permille % 10}%"
