"""What a check found: one sentence, its number, and the promise and law it bears on."""

from dataclasses import dataclass

from evenhand.inspection.intervals import Interval


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one named check.

    `found` of `of` people; None where the check could not be made, and then the sentence says what is missing.
    `interval` is Wilson's for the share. `rows` are the places in the file of the first so many rows concerned (never a
    name). `safeguards` are references of promises ("SG-22"); `law` is provisions in words.
    """

    check: str
    title: str
    sentence: str
    found: int | None
    of: int
    interval: Interval | None = None
    rows: tuple[int, ...] = ()
    safeguards: tuple[str, ...] = ()
    law: tuple[str, ...] = ()

    @property
    def is_fault(self) -> bool:
        """Whether anything was found."""
        return bool(self.found)
