"""The weekly sample of look-ups: drawn by a job, answered by whoever looked, settled by somebody else (SG-57)."""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from evenhand.casework import answering, log_use, sampling
from evenhand.casework.sampling import Sample
from evenhand.ledger.entry import Fact
from evenhand.register import clock, governance, look_ups, sealing, sequencer, work_due
from evenhand.register.acts import act, check_may
from evenhand.register.models import Account, AuditQuestion, LedgerCheckpoint
from evenhand.register.models import AuditSample as AuditSample
from evenhand.register.roles import Permission

_QUESTION = "SELECT account, person, look FROM audit_question_of(%s)"


class LookedAt(NamedTuple):
    """Whose look-up a question is about, at whom, and by which ledger entry."""

    account: int
    person: UUID
    look: int


def sample(*, by: Account, week: date | None = None) -> list[AuditSample]:
    """Draw the sample of every week that is over and has none; or of one week, given by any day of it.

    A week that has its sample keeps it. Raises ValueError for a week that is not over yet.
    """
    drawn = AuditSample.objects.order_by("week").values_list("week", flat=True)
    due = sampling.weeks_due(drawn.last(), clock.today())
    if week is not None:
        due = (sampling.monday(week),)
        if look_ups.bounds(due[0])[1] > clock.now():
            raise ValueError(f"The week of {due[0].isoformat()} is not over yet.")
    return [_draw(monday, by) for monday in due if monday not in set(drawn)]


def _draw(week: date, by: Account) -> AuditSample:
    tree = _tree_after(week)
    policy = governance.policy_in_force()
    facts: dict[str, Fact] = {"week": week.isoformat(), "size": tree.size}
    with act("audit:sampled", by=by, purpose=log_use.SELF_MONITORING, opens="everything", facts=facts) as under_way:
        looks = look_ups.of_week(week)
        work = work_due.on(look_ups.known({UUID(one.person) for one in looks}))
        drawn = sampling.draw(looks, work, sampling.seed_of(week, bytes(tree.root)), policy)
        under_way.facts |= {"look_ups": drawn.look_ups, "asked": len(drawn.asked), "left_out": drawn.left_out}
        return _stored(week, tree, drawn, policy.number("audit_answer_days"))


def _tree_after(week: date) -> LedgerCheckpoint:
    """The first tree signed after the week was over: nobody can choose another, and so another sample."""
    end = look_ups.bounds(week)[1]
    after = LedgerCheckpoint.objects.filter(made_at__gte=end).order_by("size")
    if not after.exists():
        sequencer.integrate()
    found = after.first() or LedgerCheckpoint.objects.order_by("-size").first()
    if found is None:
        raise ValueError("The log has no entry yet, so there is nothing to ask about.")
    return found


def _stored(week: date, tree: LedgerCheckpoint, drawn: Sample, days: int) -> AuditSample:
    stored = AuditSample.objects.create(
        week=week,
        drawn_at=clock.now(),
        size=tree.size,
        root=bytes(tree.root).hex(),
        look_ups=drawn.look_ups,
        signalled=drawn.signalled,
        left_out=drawn.left_out,
        asked=len(drawn.asked),
    )
    today = clock.today()
    AuditQuestion.objects.bulk_create(
        AuditQuestion(
            sample=stored,
            entry_id=asked.look.entry,
            person_id=UUID(asked.look.person),
            area=asked.look.person_area,
            account_id=asked.look.account,
            signals=list(asked.signals),
            asked_on=today,
            due_on=today + timedelta(days=days),
        )
        for asked in drawn.asked
    )
    return stored


def answer(*, question: int, words: str, purpose: str, by: Account) -> None:
    """Say why one looked. Raises Refused for anybody else, a second time, or in too few words; LookupError for none."""
    _, person, look = whose(question)
    facts: dict[str, Fact] = {"question": question, "look": look}
    with act("audit:answered", by=by, purpose=purpose, person=person, facts=facts):
        row = AuditQuestion.objects.get(pk=question)
        answering.check_answer(_facts(row), words, by.pk, governance.policy_in_force())
        sealed = sealing.for_person(AuditQuestion, person, answer=words)
        AuditQuestion.objects.filter(pk=question).update(answered_at=clock.now(), **sealed)


def settle(*, question: int, finding: str, purpose: str, by: Account) -> None:
    """Say what is made of a look-up. What follows from it is for people.

    Raises Refused to whoever looked, before they were heard in time, or a second time; LookupError for no question.
    """
    check_may(by, Permission.AUDIT_SETTLE)
    _, person, look = whose(question)
    facts: dict[str, Fact] = {"question": question, "look": look}
    with act("audit:settled", by=by, purpose=purpose, person=person, facts=facts):
        row = AuditQuestion.objects.get(pk=question)
        answering.check_settling(_facts(row), finding, by.pk, clock.today())
        AuditQuestion.objects.filter(pk=question).update(finding=finding, found_by=by, found_at=clock.now())


def whose(question: int) -> LookedAt:
    """Whose look-up a question is about, and at whom. Raises LookupError where there is no such question."""
    with connection.cursor() as cursor:
        cursor.execute(_QUESTION, [question])
        found = LookedAt(*cursor.fetchone())
    if found.person is None:
        raise LookupError("There is no such question, or what it was about was erased.")
    return found


def _facts(row: AuditQuestion) -> answering.Question:
    return answering.Question(row.account_id, row.due_on, row.answered_at is not None, row.finding != "")
