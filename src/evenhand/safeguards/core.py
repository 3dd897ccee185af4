"""`Refused` is how a promise says no; `@upholds` marks the place where it is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Check = TypeVar("Check", bound=Callable[..., None])


class Refused(Exception):
    """An act that a safeguard does not allow.

    `safeguard` is the reference of the promise it keeps ("SG-09"); `because` says in plain words what was
    wrong with this act; `instead` says what can be done, where there is something.
    """

    def __init__(self, safeguard: str, because: str, instead: str = "") -> None:
        super().__init__(f"{safeguard}: {because}" + (f" {instead}" if instead else ""))
        self.safeguard = safeguard
        self.because = because
        self.instead = instead


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a promise is kept in code: `evenhand.casework.nomination` and `check_age`."""

    safeguard: str
    module: str
    name: str


_places: set[Place] = set()


def upholds(*safeguards: str) -> Callable[[Check], Check]:
    """Mark a check as a place where the given promises are kept.

    A place raises `Refused` or returns nothing, so that silencing it (which only a test run can do) removes its
    refusal and nothing else. Call places by their module (`nomination.check_age(facts)`): a name imported out of
    its module cannot be silenced, and a test says so.
    """

    def mark(check: Check) -> Check:
        for safeguard in safeguards:
            _places.add(Place(safeguard, check.__module__, check.__qualname__))
        return check

    return mark


def places() -> tuple[Place, ...]:
    """Every place marked in the modules imported so far, in order."""
    return tuple(sorted(_places))
