"""SG-06: one person proposes and says why; another decides and says why."""

from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import casefile
import pytest
import sidedoor
from invented_cases import entry_facts, entry_review_facts, nomination_facts, review_facts

from evenhand.casework import entry_review, entry_status, nomination, policy, review
from evenhand.casework.statuses import Decision, EntryStatus, NominationStatus, Outcome
from evenhand.register import sealing
from evenhand.register.acts import act
from evenhand.register.database import OWNER
from evenhand.register.models import Account, Nomination, Review
from evenhand.safeguards import Refused
from registered import Register

# One letter, as it is sealed: no shorter value says anything.
SEALED = bytes(29)

POLICY = policy.load()
LEAST = POLICY.number("reasons_min_characters")


@pytest.mark.parametrize("reasons", ["", " " * LEAST, "x" * (LEAST - 1), f"  {'x' * (LEAST - 1)}  "])
def test_refuses_a_proposal_without_reasons_of_the_least_length(reasons: str) -> None:
    with pytest.raises(Refused, match=f"SG-06: Reasons of at least {LEAST} characters"):
        nomination.check_reasons(nomination_facts(reasons=reasons), POLICY)
    nomination.check_reasons(nomination_facts(reasons="x" * LEAST), POLICY)


def test_refuses_a_proposal_that_cites_nothing() -> None:
    with pytest.raises(Refused, match="SG-06: No record was chosen"):
        nomination.check_reasons(nomination_facts(cited=frozenset()), POLICY)


@pytest.mark.parametrize("status", [one for one in NominationStatus if one is not NominationStatus.PROPOSED])
def test_refuses_to_decide_what_is_not_open(status: NominationStatus) -> None:
    with pytest.raises(Refused, match=f"SG-06: This proposal has already been {status}"):
        review.check_still_open(replace(review_facts(), nomination_status=status))


def test_refuses_a_second_proposal_beside_one_that_waits(register: Register, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="SG-06: A proposal about this person is waiting"):
        nomination.check_not_proposed_already(True)
    nomination.check_not_proposed_already(False)
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person)
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-06", "is waiting to be decided"):
        casefile.propose(register, person, cited, by="analyst2")
    casefile.decide(register, person, number, decision=Decision.RETURN)
    casefile.propose(register, person, cited, by="analyst2")


def test_refuses_a_proposal_with_too_few_words_and_keeps_nothing_of_it(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-06", "in your own words"):
        casefile.propose(register, person, cited, reasons="He is well known to us.")
    casefile.propose(register, person, cited)


@pytest.mark.parametrize("decision", Decision)
def test_refuses_that_anybody_decides_their_own_proposal(
    register: Register, tmp_path: Path, decision: Decision
) -> None:
    """Even after a change of post, which is the only way to come by both roles."""
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person)
    Account.objects.filter(username="analyst").update(role="reviewer")
    with casefile.refused(register, "SG-06", "You made this proposal"):
        casefile.decide(register, person, number, by="analyst", decision=decision)
    casefile.decide(register, person, number, decision=decision)


def test_refuses_that_a_proposal_is_decided_twice(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person)
    casefile.decide(register, person, number, decision=Decision.DECLINE)
    with casefile.refused(register, "SG-06", "already been declined"):
        casefile.decide(register, person, number, by="inspector")


def test_an_entry_names_both_people_and_both_reasons(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    assert (entry.proposer.username, entry.reviewer.username) == ("analyst", "reviewer")
    with act("person:consulted", by=register.account("analyst"), purpose=casefile.PURPOSE, person=entry.person_id):
        both = [Nomination.objects.get(), Review.objects.select_related("nomination").get()]
        sealing.open_rows(both)
    assert [one.reasons for one in both] == [casefile.REASONS, casefile.REASONS]


@pytest.fixture
def proposed(register: Register, tmp_path: Path) -> tuple[Register, Nomination]:
    """A proposal that waits to be decided."""
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person)
    with sidedoor.line(register, opens="everything") as line:
        [(proposer,)] = line.execute("SELECT proposer_id FROM register_nomination").fetchall()
    return register, Nomination(id=number, person_id=person, proposer_id=proposer)


def decision_row(number: object, proposer: int, reviewer: int, decision: str = "accept") -> dict[str, object]:
    return {
        "id": uuid4(), "nomination_id": number, "proposer_id": proposer, "reviewer_id": reviewer,
        "decision": decision, "reasons": SEALED, "decided_at": casefile.NOON,
    }  # fmt: skip


def entry_row(one: Nomination, review_id: object, reviewer: int | None, **changed: object) -> dict[str, object]:
    return {
        "id": uuid4(), "person_id": one.person_id, "origin": "decided", "nomination_id": one.pk, "review_id": review_id,
        "proposer_id": one.proposer_id, "reviewer_id": reviewer,
        "area": "OST", "born_on": "1998-05-17", "opened_on": casefile.TODAY, "opened_at": casefile.NOON,
        "review_by": "2027-02-01", "review_reason": "", "expires_on": "2029-01-01", "zero_on": "2029-01-01",
        "last_proven_on": "2026-02-15", "round": 0, "noted": {}, **changed,
    }  # fmt: skip


@pytest.mark.parametrize("reasons", [b"", SEALED[:28]])
def test_the_database_takes_no_proposal_without_reasons(proposed: tuple[Register, Nomination], reasons: bytes) -> None:
    register, one = proposed
    without = {
        "id": uuid4(), "person_id": one.person_id, "proposer_id": one.proposer_id, "made_at": casefile.NOON,
        "area": "OST", "born_on": "1998-05-17", "last_proven_on": casefile.TODAY, "reasons": reasons,
        "child_welfare": b"", "cited": "[]", "ruling": "{}", "status": "declined",
    }  # fmt: skip
    with sidedoor.stopped_by("sg_06_reasons_for_proposing"), sidedoor.line(register, opens="everything") as line:
        sidedoor.insert(line, "register_nomination", **without)


def test_the_database_takes_no_review_by_the_proposer(proposed: tuple[Register, Nomination]) -> None:
    register, one = proposed
    with sidedoor.stopped_by("sg_06_two_people_review"), sidedoor.line(register, opens="everything") as line:
        sidedoor.insert(line, "register_review", **decision_row(one.pk, one.proposer_id, one.proposer_id))


def test_the_database_takes_no_review_that_names_another_proposer(proposed: tuple[Register, Nomination]) -> None:
    """Or the proposer could pass for somebody else and decide."""
    register, one = proposed
    other = register.account("analyst2").pk
    with sidedoor.stopped_by("sg_06_proposer_is_the_nominations"), sidedoor.line(register, opens="everything") as line:
        sidedoor.insert(line, "register_review", **decision_row(one.pk, other, one.proposer_id))


def test_the_database_takes_no_entry_whose_proposer_is_its_reviewer(proposed: tuple[Register, Nomination]) -> None:
    register, one = proposed
    with sidedoor.stopped_by("sg_06_decided_by_two_people"), sidedoor.line(register, opens="everything") as line:
        sidedoor.insert(line, "register_entry", **entry_row(one, uuid4(), one.proposer_id))


@pytest.mark.parametrize("missing", ["nomination_id", "review_id", "proposer_id", "reviewer_id"])
def test_the_database_takes_no_entry_without_a_proposal_a_review_and_two_names(
    proposed: tuple[Register, Nomination], missing: str
) -> None:
    register, one = proposed
    row = entry_row(one, None, register.account("reviewer").pk) | {missing: None}
    with sidedoor.stopped_by("sg_06_decided_by_two_people"), sidedoor.line(register, opens="everything") as line:
        sidedoor.insert(line, "register_entry", **row)


@pytest.mark.parametrize("decision", ["decline", "return", "whatever"])
def test_the_database_takes_no_entry_on_a_review_that_did_not_accept(
    proposed: tuple[Register, Nomination], decision: str
) -> None:
    register, one = proposed
    reviewer = register.account("reviewer").pk
    decided = decision_row(one.pk, one.proposer_id, reviewer, decision)
    with (
        sidedoor.stopped_by("sg_06_entry_rests_on_an_accepting_review"),
        sidedoor.line(register, opens="everything") as line,
    ):
        sidedoor.insert(line, "register_review", **decided)
        sidedoor.insert(line, "register_entry", **entry_row(one, decided["id"], reviewer))


def test_the_database_takes_no_entry_for_another_person_than_was_proposed(
    proposed: tuple[Register, Nomination], tmp_path: Path
) -> None:
    register, one = proposed
    other = casefile.known(register, tmp_path, "P2")
    reviewer = register.account("reviewer").pk
    decided = decision_row(one.pk, one.proposer_id, reviewer)
    with (
        sidedoor.stopped_by("sg_06_entry_is_of_the_person_proposed"),
        sidedoor.line(register, opens="everything") as line,
    ):
        sidedoor.insert(line, "register_review", **decided)
        sidedoor.insert(line, "register_entry", **entry_row(one, decided["id"], reviewer, person_id=other))


def test_the_database_takes_an_entry_that_two_people_decided(proposed: tuple[Register, Nomination]) -> None:
    """So that what stopped the others was what they were stopped by."""
    register, one = proposed
    reviewer = register.account("reviewer").pk
    decided = decision_row(one.pk, one.proposer_id, reviewer)
    with sidedoor.line(register, opens="everything") as line:
        sidedoor.insert(line, "register_review", **decided)
        sidedoor.insert(line, "register_entry", **entry_row(one, decided["id"], reviewer))


def test_refuses_to_use_an_inherited_entry() -> None:
    inherited = entry_facts(origin="inherited")
    with pytest.raises(Refused, match="SG-06: It was inherited from an older list"):
        entry_status.check_decided_here(inherited)
    assert entry_status.status_of(inherited, POLICY) is EntryStatus.RESTRICTED
    entry_status.check_decided_here(entry_facts())


@pytest.mark.parametrize("outcome", [Outcome.RETAIN, Outcome.RESTRICT, Outcome.CORRECT])
def test_refuses_that_one_person_makes_an_inherited_entry_good(outcome: Outcome) -> None:
    inherited = entry_facts(origin="inherited")
    with pytest.raises(Refused, match="SG-06: This entry was inherited"):
        entry_review.check_decided_here(entry_review_facts(entry=inherited, outcome=outcome))
    entry_review.check_decided_here(entry_review_facts(entry=inherited, outcome=Outcome.REMOVE))
    entry_review.check_decided_here(entry_review_facts(outcome=outcome))


def test_an_inherited_entry_is_never_in_use_and_a_reviewer_can_only_remove_it(
    register: Register, tmp_path: Path
) -> None:
    person = casefile.eligible(register, tmp_path)
    register.load(tmp_path, "listings", {})
    today = casefile.today_of(person)
    assert today.status is EntryStatus.RESTRICTED
    with casefile.refused(register, "SG-06", "This entry was inherited"):
        casefile.review_entry(register, today.entry)
    assert casefile.review_entry(register, today.entry, Outcome.REMOVE) is Outcome.REMOVE
    assert casefile.today_of(person) is None


def test_the_database_makes_no_inherited_entry_a_decided_one(register: Register, tmp_path: Path) -> None:
    casefile.known(register, tmp_path)
    register.load(tmp_path, "listings", {})
    attempt = "UPDATE register_entry SET origin = 'decided'"
    with sidedoor.forbidden("table register_entry"), sidedoor.line(register, opens="everything") as line:
        line.execute(attempt)
    with sidedoor.stopped_by("sg_06_decided_by_two_people"), sidedoor.line(register, OWNER) as line:
        line.execute(attempt)


def test_a_review_once_given_cannot_be_changed_or_removed(proposed: tuple[Register, Nomination]) -> None:
    register, one = proposed
    casefile.decide(register, one.person_id, one.pk, decision=Decision.DECLINE)
    for attempt in ("UPDATE register_review SET decision = 'accept'", "DELETE FROM register_review"):
        with sidedoor.forbidden("table register_review"), sidedoor.line(register, opens="everything") as line:
            line.execute(attempt)
    for attempt in ("UPDATE register_nomination SET proposer_id = 1", "UPDATE register_nomination SET reasons = ''"):
        with sidedoor.forbidden("table register_nomination"), sidedoor.line(register, opens="everything") as line:
            line.execute(attempt)
    with sidedoor.line(register, opens="everything") as line:
        assert line.execute("SELECT decision FROM register_review").fetchall() == [("decline",)]
        assert Review.objects.count() == 0  # from outside the door there is nothing to see
