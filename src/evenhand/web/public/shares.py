"""A publication of figures as the pages show it: shares worked out from the counts, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

OFFERS = {
    "due": "People who are owed an offer of help",
    "overdue": "Of these, for longer than the policy allows",
    "made": "Offers made",
    "accepted": "Taken up",
    "declined": "Declined, which never counts against anybody",
    "completed": "Help that was completed",
}


@dataclass(frozen=True, slots=True)
class Publication:
    """Figures as at a day. `bands` holds (band, count, share); a share is text such as 40.1%. `overdue`: None in
    figures from before it was counted. `offers` holds what is counted and its number as text.
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
    offers: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, snapshot: Any, least: int) -> "Publication":
        """From a stored publication with its `as_at`, `digest` and `figures`; `least`: as `few` has it."""
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
            tuple((words, few(counted["offers"][name], least)) for name, words in OFFERS.items()),
        )


def share(part: int, whole: int) -> str:
    """A share in percent with one decimal, rounded half up; a dash where there is nobody."""
    if not whole:
        return "-"
    permille = (part * 2000 + whole) // (2 * whole)
    return f"{permille // 10}.{permille % 10}%"


def few(count: int, least: int) -> str:
    """A count as it is published: below `least`, which may be nobody, only that it is below."""
    return f"fewer than {least}" if count < least else f"{count:,}"
