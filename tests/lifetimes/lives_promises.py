"""What must be so after every step of every life, a function for each promise. Each raises AssertionError."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from lives_scene import PEOPLE, Happening, Told
from lives_seen import Row, Seen

from evenhand.casework import clocks
from evenhand.casework.ages import age_on, months_before
from evenhand.casework.evidence_rule import ESTABLISHED, PROVEN
from evenhand.casework.policy import Policy
from evenhand.casework.statuses import ENTRY_TRANSITIONS, NOMINATION_TRANSITIONS, Actor, EntryStatus, NominationStatus
from evenhand.evidence.vocabulary import Standing
from evenhand.scoring import engine
from evenhand.scoring.events import ScoringEvent
from evenhand.scoring.instrument import Instrument

SUFFERED = (Standing.SUFFERED, Standing.WITNESSED)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what was before, what is after, who did what, and what the sources have told by then."""

    before: Seen
    after: Seen
    actor: Actor
    told: Told
    policy: Policy
    instrument: Instrument
    ran_the_day: bool

    @property
    def opened(self) -> list[Row]:
        """The entries that two people decided in this step."""
        old = {one["id"] for one in self.before.rows["entries"]}
        return [one for one in self.after.rows["entries"] if one["id"] not in old and one["origin"] == "decided"]

    @property
    def gone(self) -> list[Row]:
        """The entries that are not there any more."""
        left = {one["id"] for one in self.after.rows["entries"]}
        return [one for one in self.before.rows["entries"] if one["id"] not in left]

    @property
    def reviewed(self) -> list[Row]:
        """The reviews that were written in this step."""
        old = {one["id"] for one in self.before.rows["reviews"]}
        return [one for one in self.after.rows["reviews"] if one["id"] not in old]

    def name(self, person: UUID) -> str:
        """The reference of a person."""
        return next(name for name, number in self.told.numbers.items() if number == person)

    def happenings(self, person: UUID) -> list[Happening]:
        """What the sources tell of a person."""
        return self.told.of(self.name(person))


def sg_06_nobody_listed_without_two_people(step: Step) -> None:
    for entry in step.after.rows["entries"]:
        if entry["origin"] == "inherited":
            assert step.after.statuses[entry["id"]] is not EntryStatus.ACTIVE, entry
            continue
        decided = next(one for one in step.after.rows["decisions"] if one["id"] == entry["review_id"])
        proposed = next(one for one in step.after.rows["nominations"] if one["id"] == entry["nomination_id"])
        assert proposed["status"] == "accepted", proposed
        assert proposed["proposer_id"] == entry["proposer_id"] != entry["reviewer_id"] == decided["reviewer_id"], entry
        assert decided["decision"] == "accept", decided
        two = [step.after.account(entry[who]) for who in ("proposer_id", "reviewer_id")]
        assert all(one["is_person"] for one in two), two


def sg_09_enough_recent_violence_when_decided(step: Step) -> None:
    since = months_before(step.after.today, step.policy.number("evidence_window_months"))
    for entry in step.opened:
        counting = [
            one
            for one in step.happenings(entry["person_id"])
            if one.standing in ESTABLISHED
            and one.offence in step.policy.words("qualifying_offences")
            and since < one.occurred_on <= step.after.today
        ]
        proven = [one for one in counting if one.standing in PROVEN]
        top = [one for one in proven if one.offence in step.policy.words("top_tier_offences")]
        assert top or (len(counting) >= 3 and proven), (entry, counting)


def sg_13_whoever_only_suffered_is_never_decided(step: Step) -> None:
    for entry in step.opened:
        assert any(one.standing not in SUFFERED for one in step.happenings(entry["person_id"])), entry


def sg_18_children(step: Step) -> None:
    for entry in step.after.rows["entries"]:
        age = age_on(PEOPLE[step.name(entry["person_id"])], entry["opened_on"])
        assert age >= 13, entry
        if entry["origin"] == "decided" and age < 18:
            _two_inspectors(step, entry["nomination_id"], 0, "accept", entry["proposer_id"])
    for review in step.reviewed:
        entry = step.after.entry(review["entry_id"])
        assert entry is not None
        if age_on(entry["born_on"], step.after.today) < 18:
            _two_inspectors(step, entry["id"], review["round"], "", 0)


def _two_inspectors(step: Step, case: UUID, in_round: int, says: str, not_by: int) -> None:
    votes = [one for one in step.after.votes(case, in_round) if one["says"] == (says or one["says"]) != "remove"]
    voters = {one["voter_id"] for one in votes}
    assert len(voters) >= 2, votes
    assert not_by not in voters, votes
    assert all(step.after.account(voter)["is_inspector"] for voter in voters), votes


def sg_19_one_entry_each(step: Step) -> None:
    people = [one["person_id"] for one in step.after.rows["entries"]]
    assert len(people) == len(set(people)), people


def sg_20_overdue_is_never_in_use(step: Step) -> None:
    for entry in step.after.rows["entries"]:
        if step.after.today > entry["review_by"]:
            assert step.after.statuses[entry["id"]] is not EntryStatus.ACTIVE, entry
        late = (step.after.today - entry["review_by"]).days
        if step.ran_the_day and entry["origin"] == "decided":
            assert late <= step.policy.number("overdue_days_max"), entry
    for entry in step.opened:
        days = "review_days_child" if age_on(entry["born_on"], step.after.today) < 18 else "review_days_adult"
        assert (entry["review_by"] - entry["opened_on"]).days <= step.policy.number(days), entry


def sg_21_zero_is_not_kept(step: Step) -> None:
    for entry in step.after.rows["entries"]:
        nothing_counts = entry["zero_on"] <= step.after.today
        if step.after.statuses[entry["id"]] is EntryStatus.ENDED:
            continue
        expected = _zero_day(step, entry["person_id"])
        if expected is not None and expected > step.after.today:
            assert entry["zero_on"] == expected, (entry, expected)
        else:
            assert nothing_counts, (entry, expected)
        if nothing_counts and step.ran_the_day:
            since = max(entry["zero_on"], entry["opened_on"])
            assert (step.after.today - since).days <= step.policy.number("zero_review_days"), entry
    for review in step.reviewed:
        entry = step.after.entry(review["entry_id"])
        assert entry is not None
        assert review["outcome"] == "correct" or entry["zero_on"] > step.after.today, (review, entry)


def _zero_day(step: Step, person: UUID) -> date | None:
    events = [ScoringEvent("", one.offence, one.standing, one.occurred_on) for one in step.happenings(person)]
    return engine.zero_day(events, step.instrument)


def sg_22_nothing_outlasts_its_end(step: Step) -> None:
    for entry in step.after.rows["entries"]:
        if step.after.today >= entry["expires_on"]:
            assert not step.ran_the_day, entry
            assert step.after.statuses[entry["id"]] is EntryStatus.ENDED, entry
        if entry["origin"] == "inherited":
            days = (entry["expires_on"] - entry["opened_on"]).days
            assert days <= step.policy.number("inherited_days_max"), entry
            continue
        proven = [
            one.occurred_on
            for one in step.happenings(entry["person_id"])
            if one.standing in PROVEN and one.offence in step.policy.words("qualifying_offences")
        ]
        if proven:
            assert entry["expires_on"] <= clocks.absolute_end(max(proven), entry["born_on"], step.policy), entry


def sg_23_fresh_eyes(step: Step) -> None:
    for review in step.reviewed:
        entry = step.after.entry(review["entry_id"])
        assert entry is not None
        now = deciders(step.after, entry, review["round"])
        assert not now & deciders(step.after, entry, review["round"] - 1), review


def deciders(seen: Seen, entry: Row, in_round: int) -> set[int]:
    """Everybody who decided in a round of an entry; the round 0 is its making."""
    case = entry["id"] if in_round else entry["nomination_id"]
    voters = {one["voter_id"] for one in seen.votes(case, in_round)} if case else set()
    if not in_round:
        return voters | {entry["reviewer_id"]} - {None}
    decided = [one for one in seen.rows["reviews"] if (one["entry_id"], one["round"]) == (entry["id"], in_round)]
    return voters | {one["reviewer_id"] for one in decided}


def sg_24_removed_is_gone(step: Step) -> None:
    removed = {one["id"] for one in step.after.rows["removals"]} - {one["id"] for one in step.before.rows["removals"]}
    for removal in (one for one in step.after.rows["removals"] if one["id"] in removed):
        person = removal["person_id"]
        assert removal["removed_on"] == step.after.today, removal
        left = [one for one in step.after.rows["nominations"] if one["person_id"] == person]
        assert all(one["status"] == "proposed" for one in left), left
        assert person not in {one["person_id"] for one in step.after.rows["entries"]}, person
        assert person not in {one["person_id"] for one in step.after.rows["reviews"]}, person
        assert person not in {one["person_id"] for one in step.after.rows["listings"]}, person
    cases = {one["id"] for one in (*step.after.rows["entries"], *step.after.rows["nominations"])}
    assert all(one["case"] in cases for one in step.after.rows["votes"]), step.after.rows["votes"]
    _nobody_comes_back_without_something_new(step)


def _nobody_comes_back_without_something_new(step: Step) -> None:
    days = {one["person_id"]: one["removed_on"] for one in step.after.rows["removals"]}
    for entry in step.after.rows["entries"]:
        day = days.get(entry["person_id"])
        if day is not None:
            cited = step.after.cited_days.get(entry["nomination_id"], [])
            assert any(one > day for one in cited), (entry, day, cited)


def sg_25_the_dead_are_left_in_peace(step: Step) -> None:
    dead = {step.told.numbers[name] for name in step.told.dead}
    assert not dead & {one["person_id"] for one in step.after.rows["entries"]}
    assert not dead & {one["person_id"] for one in step.after.rows["nominations"] if one["status"] == "proposed"}
    waiting = [one for one in step.after.rows["letters"] if one["sent_on"] is None and one["stopped_on"] is None]
    assert not dead & {one["person_id"] for one in waiting}, waiting


def sg_29_cleared_calls_for_a_review(step: Step) -> None:
    for entry in step.after.rows["entries"]:
        before = step.before.entry(entry["id"])
        if before and step.told.happenings and _newly_cleared(step, entry["person_id"]):
            assert entry["review_by"] <= step.after.today, entry


def _newly_cleared(step: Step, person: UUID) -> bool:
    return step.name(person) in step.told.just_cleared


def sg_53_disputed_is_never_in_use(step: Step) -> None:
    days = timedelta(days=step.policy.number("dispute_lift_days"))
    for one in step.after.rows["disputes"]:
        if one["told_on"] is None or step.after.today < one["told_on"] + days:
            theirs = [e for e in step.after.rows["entries"] if e["person_id"] == one["person_id"]]
            assert all(step.after.statuses[e["id"]] is not EntryStatus.ACTIVE for e in theirs), one


def every_change_is_in_the_table(step: Step) -> None:
    for number, was in step.before.statuses.items():
        now = step.after.statuses.get(number, EntryStatus.REMOVED)
        if now is was or _replaced(step, number):
            continue
        assert (was, now) in ENTRY_TRANSITIONS, (was, now, step.before.entry(number), step.after.entry(number))
        told_first = (was, now) == (EntryStatus.RESTRICTED, EntryStatus.ACTIVE) and _was_disputed(step, number)
        assert step.actor in ENTRY_TRANSITIONS[was, now] or told_first, (was, now, step.actor)
    states = {one["id"]: one["status"] for one in step.before.rows["nominations"]}
    for one in step.after.rows["nominations"]:
        change = NominationStatus(states.get(one["id"], "proposed")), NominationStatus(one["status"])
        assert change[0] is change[1] or change in NOMINATION_TRANSITIONS, change


def _replaced(step: Step, number: UUID) -> bool:
    """The inherited entry makes way for the one that two people decided."""
    entry = step.before.entry(number)
    assert entry is not None
    return entry["origin"] == "inherited" and entry["person_id"] in {one["person_id"] for one in step.opened}


def _was_disputed(step: Step, number: UUID) -> bool:
    """Whether a dispute was what restricted it until the days after the letter had gone by."""
    entry = step.before.entry(number)
    assert entry is not None
    return entry["person_id"] in {one["person_id"] for one in step.before.rows["disputes"] if one["told_on"]}


def every_access_has_its_entry(step: Step) -> None:
    assert step.after.opened_accesses == 0


PROMISES: tuple[Callable[[Step], None], ...] = (
    sg_06_nobody_listed_without_two_people,
    sg_09_enough_recent_violence_when_decided,
    sg_13_whoever_only_suffered_is_never_decided,
    sg_18_children,
    sg_19_one_entry_each,
    sg_20_overdue_is_never_in_use,
    sg_21_zero_is_not_kept,
    sg_22_nothing_outlasts_its_end,
    sg_23_fresh_eyes,
    sg_24_removed_is_gone,
    sg_25_the_dead_are_left_in_peace,
    sg_29_cleared_calls_for_a_review,
    sg_53_disputed_is_never_in_use,
    every_change_is_in_the_table,
    every_access_has_its_entry,
)
