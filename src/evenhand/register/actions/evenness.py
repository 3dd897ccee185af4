"""Answering an alarm that a stage falls unevenly on a group, and deciding about a difference that went on (SG-46)."""

from evenhand.casework import evenness
from evenhand.casework.evenness import Verdict
from evenhand.ledger.entry import Fact
from evenhand.register import clock, governance, standing
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, EvennessAlarm, EvennessAnswer, EvennessDecision
from evenhand.register.roles import Permission

PURPOSE = "oversight"


def answer(*, alarm: int, words: str, by: Account) -> None:
    """Say what was found out about an alarm. Raises Refused where that is too short to say anything."""
    check_may(by, Permission.EVENNESS_ANSWER)
    found = EvennessAlarm.objects.get(pk=alarm)
    told: dict[str, Fact] = {"alarm": found.pk, "stage": found.stage}
    with act("evenness:answered", by=by, purpose=PURPOSE, opens="nothing", facts=told):
        evenness.check_says_why(words, governance.policy_in_force())
        _explain([found], words, by)


def decide(*, verdict: Verdict, words: str, by: Account) -> None:
    """Decide about every difference that has gone on unexplained. It answers their alarms as well, and whatever else is
    in order, the register is in use again. Raises Refused where there is none, or where the words are too few.
    """
    check_may(by, Permission.EVENNESS_DECIDE)
    with act("evenness:decided", by=by, purpose=PURPOSE, opens="nothing", facts={"verdict": verdict.value}):
        facts, policy = standing.facts()
        late = evenness.unexplained(facts.unanswered, policy)
        evenness.check_something_to_decide(late)
        evenness.check_says_why(words, policy)
        _explain([_alarm(one) for one in late], words, by)
        EvennessDecision.objects.create(verdict=verdict.value, words=words, decided_by=by, decided_at=clock.now())


def _alarm(one: evenness.Unanswered) -> EvennessAlarm:
    return EvennessAlarm.objects.get(basis=one.basis, stage=one.stage, category=one.group, as_at=one.as_at)


def _explain(alarms: list[EvennessAlarm], words: str, by: Account) -> None:
    for alarm in alarms:
        EvennessAnswer.objects.create(alarm=alarm, words=words, answered_by=by, answered_at=clock.now())
