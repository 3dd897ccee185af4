"""Which look-ups of a week are asked about: those in which something stands out, and some others by chance (SG-57)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from math import ceil

from evenhand.casework.policy import Policy

# What can stand out in a look-up. None of it says that anything was wrong: it says what to ask.
SIGNALS = {
    "own-record": "The record is declared or noted as the account holder's own or their family's.",
    "same-surname": "The person has the account holder's surname, or one that they declared.",
    "same-address": "The person lives at a postcode that the account holder declared.",
    "draws-curiosity": "The record is noted as one that draws curiosity.",
    "other-area": "The person lives outside the account's area.",
    "out-of-hours": "It was outside office hours.",
    "no-work-due": "No work was due on the person.",
}
# Somebody who came up in a list beside others was not chosen, so where they live and what is due says nothing.
_OF_THE_CHOSEN = frozenset({"other-area", "no-work-due"})


@dataclass(frozen=True, slots=True)
class LookUp:
    """One account saw something of one person, by one ledger entry.

    `at` is the time as clocks show it in England and Wales; an account without an `account_area` works for all of them.
    `among` is how many people that entry showed. `knows`: what only the register can find out, from own-record,
    same-surname, same-address and draws-curiosity.
    """

    entry: int
    account: int
    account_area: str
    person: str
    person_area: str
    at: datetime
    among: int = 1
    knows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """Something was due on a person from `start` to `end` (None: still is): for one account, or for everybody of an
    area, or for everybody where neither is given."""

    person: str
    start: datetime
    end: datetime | None
    account: int | None = None
    area: str = ""

    def explains(self, look: LookUp, margin: timedelta) -> bool:
        """Whether whoever looked may have looked for this, a margin of time before and after allowed for."""
        theirs = self.account == look.account if self.account else self.area in ("", look.account_area)
        begun = self.start - margin <= look.at
        return theirs and self.person == look.person and begun and (self.end is None or look.at <= self.end + margin)


@dataclass(frozen=True, slots=True)
class Asked:
    """A look-up that is asked about, and what stands out in it: nothing where it was drawn by chance."""

    look: LookUp
    signals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """What is asked about in one week; how many look-ups there were, in how many something stood out, and how many of
    those are not asked about because their account has enough to answer."""

    asked: tuple[Asked, ...]
    look_ups: int
    signalled: int
    left_out: int


def signals(look: LookUp, work: Iterable[Work], policy: Policy) -> tuple[str, ...]:
    """What stands out in one look-up, in the order of SIGNALS."""
    margin = timedelta(days=policy.number("audit_work_margin_days"))
    found = set(look.knows)
    if look.account_area and look.person_area != look.account_area:
        found.add("other-area")
    if not _in_office_hours(look.at, policy):
        found.add("out-of-hours")
    if not any(one.explains(look, margin) for one in work):
        found.add("no-work-due")
    if look.among > 1:
        found -= _OF_THE_CHOSEN
    return tuple(name for name in SIGNALS if name in found)


def _in_office_hours(at: datetime, policy: Policy) -> bool:
    opens, closes = policy.number("audit_office_opens"), policy.number("audit_office_closes")
    return at.isoweekday() <= policy.number("audit_office_days") and opens <= at.hour < closes


def draw(looks: Iterable[LookUp], work: Sequence[Work], seed: bytes, policy: Policy) -> Sample:
    """The sample of one week. The same look-ups and the same seed give the same sample, whoever draws it.

    What one account saw of one person in one day is one look-up. Every one with a signal is asked about, up to a number
    for each account; of all others a share, and never fewer in all than a minimum.
    """
    visits = _visits(looks, work, policy)
    by_chance = sorted((one for one in visits if not one.signals), key=lambda one: _lot(seed, one))
    signalled = [one for one in visits if one.signals]
    chosen = _enough_for_each_account(signalled, seed, policy.number("audit_questions_per_account_max"))
    share = ceil(len(by_chance) * policy.number("audit_share_percent") / 100)
    count = max(share, policy.number("audit_sample_min") - len(chosen))
    asked = sorted([*chosen, *by_chance[:count]], key=lambda one: (one.look.at, one.look.entry, one.look.person))
    return Sample(tuple(asked), len(visits), len(signalled), len(signalled) - len(chosen))


def _visits(looks: Iterable[LookUp], work: Sequence[Work], policy: Policy) -> list[Asked]:
    days: dict[tuple[int, str, date], list[LookUp]] = defaultdict(list)
    for look in sorted(looks, key=lambda one: (one.at, one.entry)):
        days[look.account, look.person, look.at.date()].append(look)
    work_of: dict[str, list[Work]] = defaultdict(list)
    for one in work:
        work_of[one.person].append(one)
    return [_visit(of_a_day, work_of[of_a_day[0].person], policy) for of_a_day in days.values()]


def _visit(looks: Sequence[LookUp], work: Sequence[Work], policy: Policy) -> Asked:
    found = {signal for look in looks for signal in signals(look, work, policy)}
    return Asked(looks[0], tuple(name for name in SIGNALS if name in found))


def _enough_for_each_account(signalled: Iterable[Asked], seed: bytes, most: int) -> list[Asked]:
    """Those in which most stands out, the lot deciding between equals."""
    of_account: dict[int, list[Asked]] = defaultdict(list)
    for one in sorted(signalled, key=lambda one: (-len(one.signals), _lot(seed, one))):
        of_account[one.look.account].append(one)
    return [one for theirs in of_account.values() for one in theirs[:most]]


def seed_of(week: date, root: bytes) -> bytes:
    """The seed of a week's sample, from the root of the log's tree: nobody can choose it, anybody can repeat it."""
    return sha256(f"audit sample of the week of {week.isoformat()}".encode() + root).digest()


def _lot(seed: bytes, one: Asked) -> bytes:
    return sha256(seed + f"{one.look.entry} {one.look.person}".encode()).digest()


def weeks_due(last: date | None, today: date) -> tuple[date, ...]:
    """The Mondays of the weeks that are over and not drawn yet: those since `last`, or only the newest for None."""
    newest = monday(today) - timedelta(weeks=1)
    first = newest if last is None else last + timedelta(weeks=1)
    return tuple(first + timedelta(weeks=number) for number in range((newest - first).days // 7 + 1))


def monday(day: date) -> date:
    """The first day of that day's week."""
    return day - timedelta(days=day.weekday())
