"""SG-46: a difference that goes on and that nobody explains stops the register until its senior owner decides."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import casefile
import evenly
import governing
import pytest
import sidedoor

from evenhand.casework import evenness, policy, register_state
from evenhand.casework.evenness import Unanswered, Verdict
from evenhand.casework.needs import Needs
from evenhand.casework.register_state import RegisterFacts, Standing, State
from evenhand.register import standing
from evenhand.register.actions import evenness as actions
from evenhand.register.acts import NotAllowed
from evenhand.register.models import EvennessAlarm, EvennessDecision
from evenhand.register.reads import figures, search
from evenhand.safeguards import Refused
from registered import Register

FLOOR = policy.load()
NOV, DEC, JAN = date(2026, 11, 23), date(2026, 12, 1), date(2027, 1, 1)
WHY = "All of them were proposed for the same brawl, and the decisions were read again by the other inspector."


def stands(*unanswered: Unanswered) -> Standing:
    papers = {kind: governing.world.paper(kind, NOV) for kind in governing.world.PAPERS}
    return register_state.standing(RegisterFacts(NOV, papers, NOV, unanswered=unanswered), FLOOR)


def alarm(periods: int) -> Unanswered:
    return Unanswered("entered", "Black", "officer", NOV, periods)


def test_one_alarm_stops_nothing_and_two_running_do() -> None:
    assert stands(alarm(1)).state is State.IN_USE
    late = stands(alarm(2))
    assert late.state is State.READ_ONLY
    for needs in (Needs.READING, Needs.NOTHING):
        register_state.check_explained(needs, late)
    register_state.check_explained(Needs.WRITING, stands(alarm(1)))
    with pytest.raises(Refused, match=r"SG-46.*Black \(as officers recorded it\).*2 counts running"):
        register_state.check_explained(Needs.WRITING, late)


def raised(as_at: date, periods: int) -> EvennessAlarm:
    """An alarm as a publication of that day keeps it."""
    return EvennessAlarm.objects.create(
        as_at=as_at, raised_at=datetime.combine(as_at, time(8), UTC), basis="officer", stage="entered", among="decided",
        category="Black", people=10, ratio=0.2, low=0.1, high=0.6, adjusted=0.001, first_as_at=NOV, periods=periods,
    )  # fmt: skip


def answer(register: Register, one: EvennessAlarm, on: date, words: str = WHY) -> None:
    with governing.on(on):
        actions.answer(alarm=one.pk, words=words, by=register.account("dpo"))


def decide(register: Register, words: str = WHY, by: str = "owner", verdict: Verdict = Verdict.EXPLAINED) -> None:
    actions.decide(verdict=verdict, words=words, by=register.account(by))


def late(on: date) -> bool:
    with governing.on(on):
        return standing.standing().fault("SG-46") is not None


@pytest.fixture
def stopped(peopled: Register) -> Register:
    """A register with somebody in it, in which an alarm was raised twice running and nobody said a word."""
    raised(NOV, 1)
    raised(DEC, 2)
    return peopled


def test_a_biased_register_stops_at_the_second_count_and_goes_on_when_the_owner_has_decided(
    register: Register, tmp_path: Path
) -> None:
    by = register.account("register")
    people = evenly.eligible(register, tmp_path, evenly.of_both(12))
    evenly.decided(register, people, {name for name in people if name.startswith("W") or name == "B1"})
    figures.publish(as_at=NOV, by=by)
    with governing.on(DEC):
        assert register.load(tmp_path, "people", casefile.record("P5")).loaded == 1
        figures.publish(as_at=DEC, by=by)
        with casefile.refused(register, "SG-46", "Accepted"):
            register.load(tmp_path, "people", casefile.record("P6"))
        decide(register)
        assert register.load(tmp_path, "people", casefile.record("P6")).loaded == 1
    with governing.on(JAN):
        figures.publish(as_at=JAN, by=by)
        assert standing.standing().fault("SG-46") is None


def test_while_it_is_stopped_people_are_looked_at_and_taken_off(stopped: Register) -> None:
    with governing.on(DEC):
        by = stopped.account("analyst")
        assert search.find(words="Braxabyp1", reason="A call.", purpose=casefile.PURPOSE, by=by).people
        casefile.run_day(stopped)


def test_an_answer_before_the_second_count_is_in_time_and_one_after_it_is_not(peopled: Register) -> None:
    answer(peopled, raised(NOV, 1), NOV)
    raised(DEC, 2)
    assert not late(DEC)


def test_an_answer_after_the_second_count_does_not_start_the_register_again(stopped: Register) -> None:
    answer(stopped, EvennessAlarm.objects.get(as_at=DEC), DEC)
    assert late(DEC)


@pytest.mark.parametrize(("again", "is_late"), [(date(2027, 11, 22), False), (date(2027, 11, 24), True)])
def test_an_answer_is_good_for_a_year(peopled: Register, again: date, is_late: bool) -> None:
    answer(peopled, raised(NOV, 1), NOV)
    raised(again, 13)
    assert late(again) is is_late


def test_an_answer_for_the_other_way_of_recording_is_none(stopped: Register) -> None:
    other = EvennessAlarm.objects.create(
        as_at=NOV, raised_at=datetime.combine(NOV, time(8), UTC), basis="self", stage="entered", among="decided",
        category="Black", adjusted=0.01, first_as_at=NOV, periods=1,
    )  # fmt: skip
    answer(stopped, other, NOV)
    assert late(DEC)


def test_the_senior_owner_decides_and_nobody_else(stopped: Register) -> None:
    with governing.on(DEC):
        with pytest.raises(NotAllowed):
            decide(stopped, by="dpo")
        decide(stopped)
    assert not late(DEC)
    with governing.on(DEC), sidedoor.stopped_by("sg_46_the_owner_decides"), sidedoor.line(stopped) as line:
        dpo = stopped.account("dpo").pk
        sidedoor.insert(
            line, "register_evennessdecision", verdict="explained", words=WHY, decided_by_id=dpo, decided_at=DEC
        )


def test_a_register_that_is_to_be_closed_stands_still_until_it_is(stopped: Register) -> None:
    with governing.on(DEC):
        decide(stopped, verdict=Verdict.CLOSE)
        assert late(DEC)
        decide(stopped)
    assert not late(DEC)


def test_refuses_a_decision_or_an_answer_that_says_nothing(stopped: Register) -> None:
    with governing.on(DEC):
        with casefile.refused(stopped, "SG-46", "40 are the least"):
            decide(stopped, "It is fine.")
        with casefile.refused(stopped, "SG-46", "40 are the least"):
            actions.answer(alarm=EvennessAlarm.objects.first().pk, words=" " * 50, by=stopped.account("dpo"))
        with sidedoor.stopped_by("sg_46_decided_in_writing"), sidedoor.line(stopped) as line:
            owner = stopped.account("owner").pk
            sidedoor.insert(
                line, "register_evennessdecision", verdict="close", words=" ", decided_by_id=owner, decided_at=DEC
            )


def test_nothing_is_decided_in_advance(peopled: Register) -> None:
    with casefile.refused(peopled, "SG-46", "nothing to decide"):
        decide(peopled)
    assert not EvennessDecision.objects.exists()
    with pytest.raises(Refused, match="SG-46"):
        evenness.check_something_to_decide(())


def test_the_database_takes_no_entry_while_it_is_stopped(stopped: Register) -> None:
    with sidedoor.stopped_by("sg_46_entry_needs_an_explained_register"):
        governing.entry_again(stopped)
    with governing.on(DEC):
        decide(stopped)
    governing.entry_again(stopped)
