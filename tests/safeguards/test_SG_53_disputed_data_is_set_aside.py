"""SG-53: what the person disputes is set aside at once, and comes back only after they were told."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import casefile
import pytest
import sidedoor
from invented_cases import dispute_facts, entry_facts, entry_review_facts

from evenhand.casework import dispute, entry_review, entry_status, policy
from evenhand.casework.statuses import EntryStatus, Outcome
from evenhand.register.actions import disputes, scoring
from evenhand.register.database import OWNER
from evenhand.register.models import OutgoingLetter
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()
DAY = timedelta(days=1)
WHAT = "I was at work that night, and they took somebody else's name for mine."


def test_refuses_to_use_to_propose_or_to_retain_what_is_disputed() -> None:
    disputed = entry_facts(disputed_since=casefile.TODAY)
    with pytest.raises(Refused, match="SG-53: It has been disputed since 2026-11-23"):
        entry_status.check_not_disputed(disputed)
    assert entry_status.status_of(disputed, POLICY) is EntryStatus.RESTRICTED
    with pytest.raises(Refused, match="SG-53: The person has disputed"):
        dispute.check_not_disputed_now(casefile.TODAY)
    with pytest.raises(Refused, match="SG-53: The person disputes this"):
        entry_review.check_dispute_decided(entry_review_facts(entry=disputed))
    entry_status.check_not_disputed(entry_facts())
    dispute.check_not_disputed_now(None)
    entry_review.check_dispute_decided(entry_review_facts(entry=disputed, outcome=Outcome.REMOVE))


def test_refuses_whoever_had_a_part_and_software() -> None:
    with pytest.raises(Refused, match="SG-53: You proposed or decided"):
        dispute.check_somebody_else_decides(dispute_facts(decider=2, took_part=frozenset({1, 2})))
    with pytest.raises(Refused, match="SG-53: Only a person"):
        dispute.check_somebody_else_decides(dispute_facts(decider_is_a_person=False))
    dispute.check_somebody_else_decides(dispute_facts())


@pytest.mark.parametrize(
    ("given", "because"),
    [
        ({"decided": True}, "decided already"),
        ({"finding": "perhaps"}, "is not one of the things"),
        ({"reasons": "No."}, "Say why"),
    ],
)
def test_refuses_a_second_a_strange_or_a_bare_decision(given: dict[str, object], because: str) -> None:
    with pytest.raises(Refused, match=f"SG-53: .*{because}"):
        dispute.check_finding(dispute_facts(**given), POLICY)
    dispute.check_finding(dispute_facts(), POLICY)


def opened(register: Register, person: UUID) -> UUID:
    return disputes.open_own(person=person, what=WHAT)


def decided(register: Register, person: UUID, number: UUID) -> None:
    disputes.decide(
        dispute_id=number, person=person, finding="not-right", reasons=casefile.REASONS,
        purpose="correct-record", by=register.account("dpo"),
    )  # fmt: skip


def letter(register: Register) -> OutgoingLetter:
    return OutgoingLetter.objects.using("owner").get(kind="dispute-decided")


def test_set_aside_until_it_was_decided_and_the_person_told(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    person, tomorrow = entry.person_id, casefile.TODAY + DAY
    number = opened(register, person)
    assert casefile.today_of(person).status is EntryStatus.RESTRICTED
    decided(register, person, number)
    assert casefile.today_of(person).status is EntryStatus.RESTRICTED
    said = {"person": person, "purpose": "answer-person", "by": register.account("dpo")}
    with casefile.on(tomorrow):
        disputes.send(letter_id=letter(register).pk, **said)
    for days, status in ((6, EntryStatus.RESTRICTED), (7, EntryStatus.ACTIVE), (8, EntryStatus.ACTIVE)):
        with casefile.on(tomorrow + timedelta(days=days)):
            assert casefile.today_of(person).status is status
            casefile.run_day(register)
    assert casefile.told("dispute:lifted", person) == 1


def test_nobody_is_proposed_or_kept_meanwhile(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    cited = casefile.everything(register, person)
    opened(register, person)
    with casefile.refused(register, "SG-53"):
        casefile.propose(register, person, cited)
    other = casefile.enter(register, casefile.eligible(register, tmp_path, "P2"))
    opened(register, other.person_id)
    with casefile.refused(register, "SG-53"):
        casefile.review_entry(register, other)
    assert casefile.review_entry(register, other, Outcome.REMOVE) is Outcome.REMOVE


def test_what_is_learned_meanwhile_makes_no_points_until_it_is_decided(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    by, later = register.account("register"), casefile.NOON + timedelta(hours=1)

    def caused() -> int:
        return scoring.score_everybody(by=by, as_at=casefile.TODAY).caused[0]

    before = caused()
    number = opened(register, person)
    with casefile.clock.set_to(later):
        new = {"reference": "NEW", "occurred_on": "2026-11-01", "recorded_on": "2026-11-02"}
        register.load(tmp_path, "events", {**casefile.events(count=1)[0], **new})
        assert caused() == before
        register.load(tmp_path, "corrections", {"event_reference": "P1-E1"})
        corrected = caused()
        assert corrected < before
        decided(register, person, number)
        disputes.send(letter_id=letter(register).pk, person=person, purpose="answer-person", by=register.account("dpo"))
    with casefile.on(casefile.TODAY + DAY):
        assert caused() > corrected


def test_whoever_proposed_it_does_not_decide_the_dispute_whatever_they_are_by_now(
    register: Register, tmp_path: Path
) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    number = opened(register, entry.person_id)
    for username in ("analyst", "reviewer"):
        with sidedoor.line(register, OWNER) as line:
            line.execute("UPDATE register_account SET role = 'dpo' WHERE username = %s", [username])
        with casefile.refused(register, "SG-53", "You proposed or decided"):
            disputes.decide(
                dispute_id=number, person=entry.person_id, finding="right", reasons=casefile.REASONS,
                purpose="correct-record", by=register.account(username),
            )  # fmt: skip
    decided(register, entry.person_id, number)
    assert casefile.told("dispute:decided", entry.person_id) == 1


def test_whoever_voted_on_a_child_does_not_decide_the_dispute_although_the_other_vote_was_recorded(
    register: Register, tmp_path: Path
) -> None:
    entry = casefile.enter_child(register, casefile.eligible(register, tmp_path, born_on="2010-03-01"))
    number = opened(register, entry.person_id)
    with sidedoor.line(register, OWNER) as line:
        line.execute("UPDATE register_account SET role = 'dpo' WHERE username LIKE 'inspector%%'", [])
    for username in ("inspector", "inspector2"):
        with casefile.refused(register, "SG-53", "You proposed or decided"):
            disputes.decide(
                dispute_id=number, person=entry.person_id, finding="right", reasons=casefile.REASONS,
                purpose="correct-record", by=register.account(username),
            )  # fmt: skip


def test_a_dispute_is_refused_twice_and_without_words(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    with pytest.raises(ValueError, match="Say what is not right"):
        disputes.open_own(person=person, what="  ")
    opened(register, person)
    with pytest.raises(ValueError, match="A dispute is open already"):
        opened(register, person)


def test_the_database_takes_no_proposal_and_no_keeping_while_disputed(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    casefile.review_entry(register, entry)
    opened(register, entry.person_id)
    inspector = register.account("inspector").pk
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        with sidedoor.stopped_by("sg_53_not_while_disputed"), sidedoor.line(register, role, opens=opens) as line:
            sidedoor.copied(line, "register_nomination", id=UUID(int=1), status="declined", cited=sidedoor.Jsonb([]))
        with sidedoor.stopped_by("sg_53_not_while_disputed"), sidedoor.line(register, role, opens=opens) as line:
            sidedoor.copied(line, "register_entryreview", id=10**9, round=2, reviewer_id=inspector)


def test_the_database_takes_no_entry_of_somebody_who_disputes(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    opened(register, entry.person_id)
    with sidedoor.line(register, OWNER) as line:
        line.execute("CREATE TABLE kept AS SELECT * FROM register_entry")
        line.execute("DELETE FROM register_entry")
        line.execute("GRANT SELECT ON kept TO evenhand_application")
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        with sidedoor.stopped_by("sg_53_not_while_disputed"), sidedoor.line(register, role, opens=opens) as line:
            line.execute("INSERT INTO register_entry SELECT * FROM kept")


def test_the_database_lifts_nothing_that_was_not_decided_with_reasons(register: Register, tmp_path: Path) -> None:
    opened(register, casefile.known(register, tmp_path))
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        with sidedoor.stopped_by("sg_53_decided_before_told"), sidedoor.line(register, role, opens=opens) as line:
            line.execute("UPDATE register_dispute SET told_on = %s", [casefile.TODAY])
        with sidedoor.stopped_by("sg_53_decided_with_reasons"), sidedoor.line(register, role, opens=opens) as line:
            line.execute(
                "UPDATE register_dispute SET decided_at = now(), finding = 'right', decided_by_id = %s, reasons = ''",
                [register.account("dpo").pk],
            )
