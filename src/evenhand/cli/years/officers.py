"""The simulated officers. Their rules are plain, they are never tired, and they never break a promise on purpose.

- Every working day they look at what is due soonest; while an old list is left, they go through all of it on Mondays.
- An analyst reads each inherited entry in the order in which it is due, as many a day as the unit manages: whoever
  meets the evidence rule with nothing against it is proposed, and a reviewer lets everybody else go. Where nothing
  counts any more there is nothing to propose, and a reviewer lets them go at once.
- The next working day somebody else decides a proposal: two inspectors where it is a child.
- A decided entry is reviewed in the week before it is due by somebody who did not decide the last time: removed where
  nothing counts any more or nothing was proven in a year, restricted where nothing was in nine months, else retained.
- Whoever is named as a suspect of a new incident is read by an analyst on the day on which it arrives.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from uuid import UUID

from evenhand.casework.statuses import Decision, Outcome
from evenhand.cli.years.accounts import ANALYSTS, INSPECTORS, OFFICERS, REVIEWERS
from evenhand.safeguards import Refused

if TYPE_CHECKING:  # reads are loaded with Django, once it is ready
    from evenhand.register.reads.lists import Listed

REASONS = (
    "Simulated: what is recorded was read, source by source, and this is what follows from it by the unit's rules."
)
WELFARE = "Simulated: school, family and the youth service were heard, and an offer of help comes before anything else."
# Three pages of twenty people an hour are what one account may see (SG-26); then another goes on, or an hour passes.
PAGES_AN_HOUR = 3
MONDAY = 0
DUE_SOON, PROVEN_LATELY, PROVEN_THIS_YEAR = 7, timedelta(days=274), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal that waits for somebody else."""

    number: UUID
    person: UUID
    is_child: bool


@dataclass(slots=True)
class Unit:
    """The officers, what they noted, and the hour of their day. `a_day`: how many old cases each analyst manages."""

    accounts: dict[str, Any]
    a_day: int
    moment: datetime = field(default_factory=lambda: datetime.min.replace(tzinfo=UTC))
    proposed: list[Proposed] = field(default_factory=list)
    decided_last: dict[UUID, frozenset[str]] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    notes: list["Listed"] = field(default_factory=list)
    turn: int = 0

    def work(self, day: date, suspects: Iterable[str]) -> None:
        """One working day."""
        self.moment = datetime.combine(day, time(9), tzinfo=UTC)
        self._decide_proposals()
        self._note_what_is_due(day)
        for shown in [one for one in self.notes if _is_due(one, day)]:
            self._review(shown, day)
        for shown in [one for one in self.notes if one.entry.origin == "inherited"][: self.a_day * len(ANALYSTS)]:
            self._look_afresh(shown)
            self.notes.remove(shown)
        self.notes = [one for one in self.notes if not _is_due(one, day)]
        for words in suspects:
            self._follow_up(words)

    def _count(self, what: str) -> None:
        self.done[what] = self.done.get(what, 0) + 1

    def _next(self, names: tuple[str, ...]) -> Any:
        self.turn += 1
        return self.accounts[names[self.turn % len(names)]]

    def _note_what_is_due(self, day: date) -> None:
        """All that there is, while an old list is left: on the first day, and on Mondays. Then what is due soon."""
        old_list = any(one.entry.origin == "inherited" for one in self.notes)
        if old_list and day.weekday() != MONDAY:
            return
        whole = old_list or not self.done
        each = self.everything() if whole else takewhile(lambda one: _is_due(one, day), self.everything())
        self.notes = sorted(each, key=_urgency)

    def everything(self) -> "Iterator[Listed]":
        """The whole register, soonest due first, by pages of different people at different hours."""
        from evenhand.register import clock
        from evenhand.register.reads import lists

        number, pages, read = 1, 1, 0
        while number <= pages:
            account = self.accounts[OFFICERS[read // PAGES_AN_HOUR % len(OFFICERS)]]
            with clock.set_to(self.moment):
                page = lists.register(number=number, purpose="review-entry", by=account).page
            yield from page.rows
            number, pages, read = number + 1, page.of, read + 1
            if read % (PAGES_AN_HOUR * len(OFFICERS)) == 0:
                self.moment += timedelta(minutes=61)
        self.moment += timedelta(minutes=61)

    def _look_afresh(self, shown: "Listed") -> None:
        """An inherited entry: proposed, or let go by a reviewer (two of them where it is a child)."""
        from evenhand.register import clock
        from evenhand.register.actions import entry_review

        if shown.person.id in {one.person for one in self.proposed}:
            return
        if not shown.standing.facts.scores_zero and self._propose(shown.person.id):
            return
        said: dict[str, Any] = {
            "entry_id": shown.entry.pk,
            "person": shown.person.id,
            "reasons": REASONS,
            "purpose": "review-entry",
        }
        try:
            with clock.set_to(self.moment):
                for by in self._who_reviews(shown, frozenset()):
                    entry_review.review(outcome=Outcome.REMOVE, by=by, **said)
        except LookupError:
            return  # it was noted on Monday, and the clocks have taken it away since
        self._count("let go")

    def _propose(self, person: UUID) -> bool:
        """Propose somebody who meets the evidence rule with nothing in the way; whether they were."""
        from evenhand.register import clock
        from evenhand.register.actions import nomination
        from evenhand.register.reads import nomination as reads

        by = self._next(ANALYSTS)
        said = {"person": person, "reasons": REASONS, "child_welfare": WELFARE, "purpose": "prevent-violence", "by": by}
        with clock.set_to(self.moment):
            draft = reads.draft(cited=None, **said)
            if draft.refusals or not draft.ruling.met:
                return False
            number = nomination.propose(cited=draft.cited, **said)
        self.proposed.append(Proposed(number, person, draft.is_child))
        self._count("proposed")
        return True

    def _decide_proposals(self) -> None:
        from evenhand.register import clock
        from evenhand.register.actions import review

        waiting, self.proposed = self.proposed, []
        for one in waiting:
            names = (
                self._two(INSPECTORS, frozenset()) if one.is_child else [self._next(REVIEWERS + INSPECTORS).username]
            )
            said: dict[str, Any] = {
                "nomination_id": one.number,
                "person": one.person,
                "decision": Decision.ACCEPT,
                "reasons": REASONS,
            }
            try:
                with clock.set_to(self.moment):
                    opened = [review.decide(**said, purpose="review-entry", by=self.accounts[by]) for by in names]
            except (Refused, LookupError):
                self._count("came to nothing")  # the evidence changed overnight, or the person died
                continue
            if entry := opened[-1]:
                self.decided_last[entry.pk] = frozenset(names)
                self._count("accepted")

    def _review(self, shown: "Listed", day: date) -> None:
        from evenhand.register import clock
        from evenhand.register.actions import entry_review

        entry = shown.entry
        last = entry.last_proven_on or date.min
        outcome = Outcome.RETAIN if last > day - PROVEN_LATELY else Outcome.RESTRICT
        if shown.standing.facts.scores_zero or last <= day - PROVEN_THIS_YEAR:
            outcome = Outcome.REMOVE
        reviewers = self._who_reviews(shown, self.decided_last.get(entry.pk, frozenset()))
        said: dict[str, Any] = {
            "entry_id": entry.pk,
            "person": shown.person.id,
            "reasons": REASONS,
            "child_welfare": WELFARE,
        }
        with clock.set_to(self.moment):
            for by in reviewers:
                entry_review.review(outcome=outcome, purpose="review-entry", by=by, **said)
        self.decided_last[entry.pk] = frozenset(by.username for by in reviewers)
        self._count(str(outcome))

    def _who_reviews(self, shown: "Listed", decided_last: frozenset[str]) -> list[Any]:
        if shown.person.age < 18:
            return [self.accounts[name] for name in self._two(INSPECTORS, decided_last)]
        fresh = tuple(name for name in REVIEWERS + INSPECTORS if name not in decided_last)
        return [self._next(fresh)]

    def _two(self, names: tuple[str, ...], but: frozenset[str]) -> list[str]:
        self.turn += 1
        fresh = [name for name in names if name not in but]
        return [fresh[self.turn % len(fresh)], fresh[(self.turn + 1) % len(fresh)]]

    def _follow_up(self, words: str) -> None:
        """Somebody was named in a new incident: found by their police identifier, and read."""
        from evenhand.register import clock
        from evenhand.register.reads import search

        said = {"reason": "Named as a suspect of a new incident.", "purpose": "prevent-violence"}
        with clock.set_to(self.moment):
            found = search.find(words=words, **said, by=self._next(ANALYSTS)).people
        for person in found:
            if person.id not in {one.person for one in self.proposed}:
                self._propose(person.id)


def _is_due(shown: "Listed", day: date) -> bool:
    return shown.entry.origin == "decided" and shown.entry.review_by <= day + timedelta(days=DUE_SOON)


def _urgency(shown: "Listed") -> tuple[date, date, str]:
    """Soonest first; where two are due on one day, in an order that is the same in every run."""
    return shown.entry.review_by, shown.person.born_on, shown.person.name
