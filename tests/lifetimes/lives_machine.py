"""Random steps: what sources tell, what people do, and how time passes. Hypothesis chooses and makes failures small."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from lives_promises import deciders
from lives_scene import (
    ACCOUNTS,
    ENDED,
    LATE,
    PEOPLE,
    REASONS,
    WELFARE,
    Happening,
    event_row,
    happening,
    numbers,
    record,
)
from lives_world import Life

from evenhand.casework.statuses import Actor, Decision, Outcome
from evenhand.register.actions import disputes, entry_review, nomination, review

somebody = st.sampled_from(sorted(PEOPLE))
any_account = st.sampled_from(ACCOUNTS)
reviewers = st.sampled_from([one for one in ACCOUNTS if one.startswith(("reviewer", "inspector"))] * 3 + list(ACCOUNTS))
proposers = st.sampled_from(["analyst"] * 12 + ["analyst2"] * 4 + list(ACCOUNTS))
mostly = st.sampled_from([True, True, True, False])
around = st.sampled_from([-1, 0, 1])
days_of_an_entry = st.sampled_from(["review_by", "zero_on", "expires_on", "review_by"])
any_number = st.integers(0, 9)
ways = st.sampled_from(["convicted", "convicted", "charged", "cautioned", *sorted(ENDED)])
offences = st.sampled_from(["34B", "34B", "34B", "8N", "5D", "105A", "49"])
hours = st.sampled_from([0, 12, 22, 23])
# Leap days, and the days on which the clocks change.
SPECIAL_DAYS = (date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29), date(2028, 3, 26), date(2032, 2, 29))


class Lives(RuleBasedStateMachine):
    """The random lives of a few people. `begin` gives the life that a run of steps is lived in."""

    begin: Callable[[], Life]

    def __init__(self) -> None:
        super().__init__()
        self.life = type(self).begin()

    def teardown(self) -> None:
        """End the life."""
        self.life.close()

    def _load(self, feed: str, row: dict[str, object]) -> bool:
        """Load one row; whether it was taken in."""
        life = self.life
        folder: Path = life.folder
        loading = partial(life.register.load, folder, feed, row)
        tally = life.attempt(f"load {feed}", loading, event="feed:loaded")
        return bool(tally and tally.loaded)

    def _told(self, feed: str, row: dict[str, object], takes: Callable[[], None]) -> None:
        """As `_load`, with what the sources have told known before the promises are looked at."""
        life = self.life

        def loading() -> object:
            tally = life.register.load(life.folder, feed, row)
            if tally.loaded:
                takes()
            return tally

        life.attempt(f"load {feed}", loading, event="feed:loaded")

    @rule(person=somebody, days_ago=st.integers(0, 900), ended=ways, offence=offences)
    def an_event_is_told(self, person: str, days_ago: int, ended: str, offence: str) -> None:
        told = self.life.told
        new = happening(told, person, self.life.today, days_ago, ended, offence)
        self._told("events", event_row(new), lambda: told.happenings.update({new.reference: new}))

    @rule(person=somebody, days_ago=st.integers(0, 200))
    def three_events_are_told(self, person: str, days_ago: int) -> None:
        for n, ended in enumerate(("convicted", "charged", "cautioned")):
            self.an_event_is_told(person, days_ago + 30 * n, ended, "34B")

    @rule(number=any_number, ended=ways)
    def an_event_is_told_anew(self, number: int, ended: str) -> None:
        known = list(self.life.told.happenings.values())
        one = known[number % len(known)]
        newer = replace(one, version=one.version + 1, ended=ended)
        cleared = ("no_further_action", "acquitted", "cancelled")

        def takes() -> None:
            self.life.told.happenings[one.reference] = newer
            if newer.standing in cleared and one.standing not in cleared:
                self.life.told.just_cleared.add(one.person)

        self._told("events", event_row(newer), takes)

    @rule(number=any_number, correction=st.sampled_from(["acquitted", "no_further_action", "cancelled"]))
    def an_event_is_corrected(self, number: int, correction: str) -> None:
        known = list(self.life.told.happenings.values())
        self._correct(known[number % len(known)], correction)

    @rule(number=any_number, turn=any_number)
    def nothing_of_an_entry_is_left_and_somebody_wants_to_keep_it(self, number: int, turn: int) -> None:
        if (entry := self.life.pick("entries", number, origin="decided")) is None:
            self.two_people_decide(sorted(self.life.told.known)[number % 8], "inspector", "inspector2")
            return
        whose = {number: person for person, number in self.life.told.numbers.items()}[entry["person_id"]]
        for one in self.life.told.of(whose):
            self._correct(one, "cancelled")
        self.an_entry_is_reviewed_by_somebody_else(number, Outcome.RETAIN, turn)

    def _correct(self, one: Happening, correction: str) -> None:
        row = {"reference": f"C-{one.reference}", "event_reference": one.reference, "correction": correction}

        def takes() -> None:
            one.cleared = correction
            self.life.told.just_cleared.add(one.person)

        self._told("corrections", {**row, "decided_on": self.life.today.isoformat()}, takes)

    @rule(person=somebody, dies=st.booleans())
    def a_death_is_told_or_taken_back(self, person: str, dies: bool) -> None:
        told = self.life.told
        version = told.status_versions.get(person, 0) + 1
        row = {"reference": f"S-{person}", "person_reference": person, "version": version}
        status = {"status": "died" if dies else "released", "effective_on": self.life.today.isoformat()}

        def takes() -> None:
            told.status_versions[person] = version
            (told.dead.add if dies else told.dead.discard)(person)

        self._told("status", row | status, takes)

    @rule(person=somebody, days_ago=st.integers(1, 2000))
    def an_old_list_names_somebody(self, person: str, days_ago: int) -> None:
        self.life.told.made += 1
        row = {"reference": f"L{self.life.told.made}", "person_reference": person}
        listed_on = self.life.today - timedelta(days=days_ago)
        self._load("listings", {**row, "listed_on": listed_on.isoformat()})

    @rule(person=st.sampled_from(LATE))
    def somebody_comes_to_be_known(self, person: str) -> None:
        if person in self.life.told.known:
            self.two_people_decide(person, "inspector", "inspector2")
            return

        def takes() -> None:
            self.life.told.known.add(person)
            self.life.told.numbers.update(numbers(self.life.register))

        self._told("people", record(person), takes)

    @rule(person=somebody, account=proposers, all_of_them=mostly, welfare=mostly)
    def somebody_proposes(self, person: str, account: str, all_of_them: bool, welfare: bool) -> None:
        self._propose(person, account, all_of_them, welfare)

    def _propose(self, person: str, account: str, all_of_them: bool, welfare: bool) -> None:
        life = self.life
        if person not in life.told.numbers:
            self.somebody_comes_to_be_known(person)
            return
        number = life.told.numbers[person]
        said = {"reasons": REASONS, "child_welfare": WELFARE if welfare else "", "purpose": "prevent-violence"}
        cited = life.cited(number, all_of_them=all_of_them, first=1)
        proposing = partial(nomination.propose, person=number, cited=cited, **said, by=life.accounts[account])
        life.attempt("propose", proposing, event="nomination:made", actor=Actor.PROPOSER)

    @rule(number=any_number, account=reviewers, says=st.sampled_from([Decision.ACCEPT] * 4 + list(Decision)))
    def somebody_decides(self, number: int, account: str, says: Decision) -> None:
        life = self.life
        one = life.pick("nominations", number, status="proposed") or life.pick("nominations", number)
        if one is None:
            self._propose(sorted(life.told.known)[number % 8], "analyst", True, True)
            return
        said = {"nomination_id": one["id"], "person": one["person_id"], "decision": says, "reasons": REASONS}
        deciding = partial(review.decide, **said, purpose="review-entry", by=life.accounts[account])
        life.attempt("decide", deciding, event="review:recorded", actor=Actor.REVIEWER)

    @rule(person=somebody, first=st.sampled_from(["reviewer", "inspector"]), second=reviewers)
    def two_people_decide(self, person: str, first: str, second: str) -> None:
        self._propose(person, "analyst", True, True)
        self.somebody_decides(0, first, Decision.ACCEPT)
        self.somebody_decides(0, second, Decision.ACCEPT)

    @rule(number=any_number, account=st.sampled_from(["analyst", "analyst2"]))
    def a_proposal_is_taken_back(self, number: int, account: str) -> None:
        if one := self.life.pick("nominations", number):
            said = {"nomination_id": one["id"], "person": one["person_id"], "purpose": "prevent-violence"}
            taking = partial(nomination.withdraw, **said, by=self.life.accounts[account])
            self.life.attempt("withdraw", taking, event="nomination:withdrawn", actor=Actor.PROPOSER)

    @rule(number=any_number, account=reviewers, outcome=st.sampled_from(Outcome), welfare=st.sampled_from([1, 1, 0]))
    def somebody_reviews(self, number: int, account: str, outcome: Outcome, welfare: int) -> None:
        if (one := self.life.pick("entries", number)) is None:
            self.two_people_decide(sorted(self.life.told.known)[number % 8], "inspector", "inspector2")
        else:
            said = {"entry_id": one["id"], "person": one["person_id"], "outcome": outcome, "reasons": REASONS}
            said |= {"child_welfare": WELFARE if welfare else "", "purpose": "review-entry"}
            reviewing = partial(entry_review.review, **said, by=self.life.accounts[account])
            self.life.attempt(f"review: {outcome}", reviewing, event="entry:reviewed", actor=Actor.REVIEWER)

    @rule(number=any_number, outcome=st.sampled_from([Outcome.RETAIN, Outcome.RETAIN, *Outcome]), turn=any_number)
    def an_entry_is_reviewed_by_somebody_else(self, number: int, outcome: Outcome, turn: int) -> None:
        """By two inspectors one after the other, who did not decide the last time."""
        entry = self.life.pick("entries", number, origin="decided")
        if entry is None:
            self.two_people_decide(sorted(self.life.told.known)[number % 8], "inspector", "inspector2")
            return
        last = deciders(self.life.seen, entry, entry["round"])
        fresh = [one for one in ACCOUNTS if one.startswith("inspector") and self.life.accounts[one].pk not in last]
        place = self.life.seen.rows["entries"].index(entry)
        for step in range(2):
            if self.life.seen.entry(entry["id"]):
                self.somebody_reviews(place, fresh[(turn + step) % len(fresh)], outcome, 1)

    @rule(person=somebody, finding=st.sampled_from(["right", "partly", "not-right"]), send=mostly)
    def a_dispute_runs_its_course(self, person: str, finding: str, send: bool) -> None:
        self.the_person_disputes(person, "own")
        self.a_dispute_is_decided(0, "dpo", finding)
        if send:
            for place in range(2):
                self.a_letter_is_sent(place, "dpo")

    @rule(person=somebody, account=st.sampled_from(["own", "own", "dpo", "analyst", "records"]))
    def the_person_disputes(self, person: str, account: str) -> None:
        life = self.life
        if person not in life.told.numbers:
            self.somebody_comes_to_be_known(person)
            return
        said = {"person": life.told.numbers[person], "what": "I was not there that night."}
        opening = (
            partial(disputes.open_own, **said)
            if account == "own"
            else partial(disputes.open_for, **said, purpose="answer-person", by=life.accounts[account])
        )
        life.attempt("dispute", opening, event="dispute:opened", actor=Actor.CONCERNED)

    @rule(number=any_number, account=st.sampled_from(["dpo", "dpo", "owner", "analyst"]),
          finding=st.sampled_from(["right", "partly", "not-right", "not-right", "nonsense"]))  # fmt: skip
    def a_dispute_is_decided(self, number: int, account: str, finding: str) -> None:
        if one := self.life.pick("disputes", number, decided_at=None) or self.life.pick("disputes", number):
            said = {"dispute_id": one["id"], "person": one["person_id"], "finding": finding, "reasons": REASONS}
            deciding = partial(disputes.decide, **said, purpose="answer-person", by=self.life.accounts[account])
            self.life.attempt("decide dispute", deciding, event="dispute:decided", actor=Actor.CONCERNED)

    @rule(number=any_number, account=st.sampled_from(["dpo", "dpo", "dpo", "reviewer"]))
    def a_letter_is_sent(self, number: int, account: str) -> None:
        one = self.life.pick("letters", number, sent_on=None, stopped_on=None) or self.life.pick("letters", number)
        if one:
            said = {"letter_id": one["id"], "person": one["person_id"], "purpose": "answer-person"}
            sending = partial(disputes.send, **said, by=self.life.accounts[account])
            self.life.attempt("send letter", sending, event="letter:sent", actor=Actor.CONCERNED)

    @rule(times=st.sampled_from([1, 1, 1, 2]))
    def the_days_clocks_run(self, times: int) -> None:
        self.life.run_the_day(times)

    @rule(days=st.sampled_from([0, 1, 1, 2, 6, 7, 8, 21, 28, 30]), hour=hours, run=st.booleans())
    def days_go_by(self, days: int, hour: int, run: bool) -> None:
        self._go_to(self.life.today + timedelta(days=days), hour, run)

    @rule(number=any_number, of=days_of_an_entry, off=around, later=st.sampled_from([0, 0, 7, 90]), hour=hours,
          run=st.booleans())  # fmt: skip
    def it_becomes_the_day_of_an_entry(self, number: int, of: str, off: int, later: int, hour: int, run: bool) -> None:
        if one := self.life.pick("entries", number):
            self._go_to(one[of] + timedelta(days=off + later), hour, run)

    @rule(person=somebody, age=st.sampled_from([10, 13, 13, 18, 18]), off=st.sampled_from([-1, 0, 1]), hour=hours,
          run=st.booleans())  # fmt: skip
    def somebody_has_a_birthday(self, person: str, age: int, off: int, hour: int, run: bool) -> None:
        born_on = PEOPLE[person]
        self._go_to(born_on + timedelta(days=age * 365 + age // 4 + off), hour, run)

    @rule(when=st.sampled_from(SPECIAL_DAYS), off=st.sampled_from([-1, 0, 1]), hour=hours, run=st.booleans())
    def it_becomes_a_day_of_the_calendar(self, when: date, off: int, hour: int, run: bool) -> None:
        self._go_to(when + timedelta(days=off), hour, run)

    def _go_to(self, when: date, hour: int, run: bool) -> None:
        """Time never goes back, and a life is not all spent in waiting: further than 13 months is not waited for."""
        if timedelta(0) <= when - self.life.today <= timedelta(days=400):
            self.life.go_to_day(when, hour)
            if run:
                self.life.run_the_day(1)
