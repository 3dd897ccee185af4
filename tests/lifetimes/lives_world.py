"""One life of a few people in a database of its own: each step is tried through the front door, then looked at."""

import copy
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from casefile import stored
from lives_promises import PROMISES, Step
from lives_scene import START, Told
from lives_seen import Row, Seen, ledger, look

import world
from engine import Engine
from evenhand.casework.register_state import State
from evenhand.casework.statuses import Actor
from evenhand.evidence.feeds.reading import UnusableFile
from evenhand.register import clock, governance, standing
from evenhand.register.actions import day
from evenhand.register.acts import NotAllowed
from evenhand.register.models import Account
from evenhand.safeguards import Refused
from registered import Register


@dataclass(slots=True)
class Tally:
    """What was tried in all lives together, and what came of it."""

    steps: int = 0
    lives: int = 0
    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    changes: Counter[str] = field(default_factory=Counter)

    def lines(self) -> list[str]:
        """The figures, in words."""
        return [
            f"{self.lives} lives, {self.steps} steps",
            f"accepted: {_listed(self.accepted)}",
            f"refused by a promise: {_listed(self.refused)}",
            f"not allowed, or not there: {_listed(self.other)}",
            f"entries: {_listed(self.changes)}",
        ]


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))


class Life:
    """The register of one life. `moment` goes forward only."""

    def __init__(self, engine: Engine, template: str, told: Told, folder: Path, tally: Tally) -> None:
        self._closing = ExitStack()
        database = self._closing.enter_context(world.fresh_database(engine, template))
        self.register, self.folder, self.tally = Register(engine, database), folder, tally
        self.line = self._closing.enter_context(engine.superuser(database))
        self.told, self.moment = copy.deepcopy(told), START
        self.accounts = {one.username: one for one in Account.objects.all()}
        self.policy, self.instrument = governance.policy_in_force(), governance.instrument_in_force()
        tally.lives += 1
        with clock.set_to(self.moment):
            self.seen: Seen = look(self.line, self.accounts["register"])

    def close(self) -> None:
        """Throw the database away."""
        self._closing.close()

    @property
    def today(self) -> date:
        """The day that it is."""
        return self.seen.today

    def pick(self, kind: str, number: int, **having: object) -> Row | None:
        """One of the rows of a kind, any of them by a number; None where there is none."""
        found = [one for one in self.seen.rows[kind] if all(one[name] == value for name, value in having.items())]
        return found[number % len(found)] if found else None

    def attempt(self, what: str, act: Callable[[], Any], *, event: str, actor: Actor = Actor.CLOCK) -> Any:
        """Try one thing; what came of it, or None where it was refused. Anything but a refusal is a fault."""
        self.told.just_cleared.clear()
        before, (count, _) = self.seen, ledger(self.line)
        with clock.set_to(self.moment):
            try:
                done = act()
            except Refused as refusal:
                self.tally.refused[refusal.safeguard] += 1
                self._wrote("safeguard:refused", count)
                done = None
                # Behind a check that speaks in words stands the database, and nobody should ever come that far.
                if "database itself" in refusal.because:
                    raise AssertionError(f"{what}: only the database refused it") from refusal
            except (NotAllowed, ValueError, LookupError, UnusableFile) as trouble:
                self.tally.other[f"{what}: {type(trouble).__name__}"] += 1
                done = None
            else:
                self.tally.accepted[what] += 1
                self._wrote(event, count)
        self.check(before, actor, ran_the_day=what == "the day")
        return done

    def _wrote(self, event: str, count: int) -> None:
        """SG-56: the ledger has an entry for every act."""
        now, newest = ledger(self.line)
        assert now > count, f"nothing in the ledger of {event}"
        assert event in newest[: now - count], (event, newest[: now - count])

    def check(self, before: Seen, actor: Actor, *, ran_the_day: bool = False) -> None:
        """See that every promise is kept."""
        self.tally.steps += 1
        with clock.set_to(self.moment):
            self.seen = look(self.line, self.accounts["register"])
        step = Step(before, self.seen, actor, self.told, self.policy, self.instrument, ran_the_day)
        for number, was in before.statuses.items():
            now = self.seen.statuses.get(number)
            if now is not was:
                self.tally.changes[f"{was} to {now or 'removed'}"] += 1
        self.tally.changes["decided"] += len(step.opened)
        for promise in PROMISES:
            promise(step)

    def run_the_day(self, times: int) -> None:
        """The day's clocks. Another run changes nothing in any table."""
        run = partial(day.run, by=self.accounts["register"])
        self.attempt("the day", run, event="day:run")
        for _ in range(times - 1):
            kept = stored(self.register)
            self.attempt("the day", run, event="day:run")
            assert stored(self.register) == kept, "a second run of the same day changed something"

    def go_to(self, moment: datetime) -> None:
        """Let time pass; it never goes back."""
        before, then = self.seen, max(self.moment + timedelta(seconds=1), moment)
        self._renew_papers(then)
        self.moment = then
        self.told.just_cleared.clear()
        self.check(before, Actor.CLOCK)

    def _renew_papers(self, until: datetime) -> None:
        """Meanwhile those who answer for the register see to its papers, as they have to in use."""
        owner, dpo = self.accounts["owner"], self.accounts["dpo"]
        at = self.moment
        while at < until:
            at = min(at + timedelta(days=40), until)
            with clock.set_to(at):
                if standing.standing().state is not State.IN_USE:
                    world.adopt_papers(owner, dpo, clock.today(), (*world.PAPERS, "justification"))

    def go_to_day(self, when: date, hour: int) -> None:
        """Let time pass until an hour of a day."""
        self.go_to(datetime(when.year, when.month, when.day, hour, 30, tzinfo=UTC))

    def cited(self, person: UUID, *, all_of_them: bool, first: int) -> list[str]:
        """The keys of the newest versions of somebody's events; all, or from the first so-and-so-many on."""
        keys = [
            f"event-{number}"
            for (number,) in self.line.execute(
                "SELECT DISTINCT ON (e.source, e.reference) e.id FROM register_event e JOIN register_link l"
                " ON l.record_id = e.about_id AND l.undone_at IS NULL WHERE l.person_id = %s"
                " ORDER BY e.source, e.reference, e.version DESC",
                [person],
            ).fetchall()
        ]
        return keys if all_of_them else keys[first:]
