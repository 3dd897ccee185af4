"""What a place changed of its settings, adoption by adoption, as the public sees it (SG-61)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from evenhand.casework.policy import Policy

Value = int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that an adoption changed, from what to what."""

    name: str
    was: Value
    now: Value


@dataclass(frozen=True, slots=True)
class Adoption:
    """One adoption of local settings, and everything that it changed."""

    at: datetime
    changes: tuple[Change, ...]


def adoptions(floor: Policy, versions: Iterable[tuple[datetime, Mapping[str, Value]]]) -> list[Adoption]:
    """Every adoption, oldest first, each compared with what was in force before it: at first, the policy itself."""
    found, before = [], {name: setting.value for name, setting in floor.settings.items()}
    everywhere = dict(before)
    for at, local in versions:
        after = everywhere | dict(local)
        changed = [Change(name, before.get(name, now), now) for name, now in after.items() if before.get(name) != now]
        found.append(Adoption(at, tuple(changed)))
        before = after
    return found


def since(found: Iterable[Adoption]) -> dict[str, datetime]:
    """For each setting that was ever changed here, when it became what it is now."""
    return {change.name: adoption.at for adoption in found for change in adoption.changes}
