"""SG-57: the log is read for the uses of the law alone, and of every week a sample of look-ups is asked about."""

from datetime import timedelta
from pathlib import Path

import casefile
import pytest
import sidedoor

import look_ups
from evenhand.casework import log_use
from evenhand.register import clock
from evenhand.register.actions import audit
from evenhand.register.acts import NotAllowed, act
from evenhand.register.database import OWNER
from evenhand.register.models import AuditQuestion, AuditSample, LedgerEntry
from evenhand.register.reads import audit as reads
from registered import Register

SG = "SG-57"
OTHER_USES = ["performance", "statistics of staff", "oversight", "prevent-violence", ""]


def read_log(register: Register, use: str, by: str = "dpo") -> int:
    with act("audit:listed", by=register.account(by), purpose=use, opens="log"):
        return LedgerEntry.objects.count()


@pytest.mark.parametrize("use", OTHER_USES)
@pytest.mark.parametrize("by", ["dpo", "register"])
def test_refuses_to_read_the_log_for_anything_else(register: Register, use: str, by: str) -> None:
    with casefile.refused(register, SG, "The log cannot be read"):
        read_log(register, use, by)


@pytest.mark.parametrize("use", log_use.SAYS)
def test_allows_each_use_of_the_law_and_says_which(register: Register, use: str) -> None:
    assert read_log(register, use) > 0
    entry = LedgerEntry.objects.using("auditor").latest("pk")
    assert f'"purpose":"{use}"' in entry.body


@pytest.mark.parametrize("use", OTHER_USES)
def test_the_database_opens_the_log_for_nothing_else(register: Register, use: str) -> None:
    for role in ("evenhand_application", OWNER):
        with (
            sidedoor.stopped_by("sg_57_log_is_opened_for_a_lawful_use"),
            sidedoor.line(register, role) as line,
        ):
            sidedoor.begin_access(line, "log", purpose=use)


def test_everything_that_stands_out_is_found_and_nothing_else(register: Register, tmp_path: Path) -> None:
    them = look_ups.people(register, tmp_path)
    planted = look_ups.plant(register, them)
    [sample] = look_ups.drawn(register)
    assert look_ups.asked(register) == {("analyst", them[whose]): signals for whose, signals in planted.items()}
    assert (sample.week, sample.look_ups, sample.signalled, sample.left_out) == (look_ups.WEEK, 8, 7, 0)


def test_of_a_clean_week_only_the_share_by_chance_is_asked_about(register: Register, tmp_path: Path) -> None:
    them = look_ups.people(register, tmp_path)
    for whose in ("P1", "P2", "P3", "P4", "P5", "P7", "P9"):
        look_ups.looked(register, them[whose])
    [sample] = look_ups.drawn(register)
    asked = look_ups.asked(register)
    assert (sample.look_ups, sample.signalled, len(asked), set(asked.values())) == (7, 0, 5, {()})


def test_the_same_week_has_the_same_sample_once(register: Register, tmp_path: Path) -> None:
    them = look_ups.people(register, tmp_path)
    look_ups.plant(register, them)
    look_ups.looked(register, them["P9"], look_ups.NOON + timedelta(hours=1))
    look_ups.drawn(register)
    before = look_ups.asked(register)
    assert look_ups.drawn(register) == []
    assert look_ups.drawn(register, week=look_ups.WEEK) == []
    assert look_ups.asked(register) == before
    # Drawn again from nothing, by the owner's hand, it comes out the same: the tree after the week is what it was.
    with sidedoor.line(register, OWNER) as line:
        line.execute("DELETE FROM register_auditquestion")
        line.execute("DELETE FROM register_auditsample")
    look_ups.drawn(register, look_ups.AFTER + timedelta(days=2))
    assert look_ups.asked(register) == before


def test_of_weeks_that_were_missed_each_is_drawn(register: Register, tmp_path: Path) -> None:
    them = look_ups.people(register, tmp_path)
    look_ups.drawn(register)
    for weeks in (1, 3):
        look_ups.looked(register, them["P8"], look_ups.NOON + timedelta(weeks=weeks))
    drawn = look_ups.drawn(register, look_ups.AFTER + timedelta(weeks=3))
    assert [(one.week, one.look_ups) for one in drawn] == [
        (look_ups.WEEK + timedelta(weeks=1), 1),
        (look_ups.WEEK + timedelta(weeks=2), 0),
        (look_ups.WEEK + timedelta(weeks=3), 1),
    ]


def test_a_sample_is_one_entry_that_names_nobody(register: Register, tmp_path: Path) -> None:
    look_ups.plant(register, look_ups.people(register, tmp_path))
    last = LedgerEntry.objects.using("auditor").latest("pk").pk
    look_ups.drawn(register)
    [entry] = LedgerEntry.objects.using("auditor").filter(pk__gt=last)
    assert (entry.event, entry.subject, '"purpose":"self-monitoring"' in entry.body) == ("audit:sampled", None, True)


def test_a_week_that_is_not_over_is_not_drawn(register: Register) -> None:
    with pytest.raises(ValueError, match="not over"):
        look_ups.drawn(register, week=look_ups.AFTER.date())
    assert AuditSample.objects.count() == 0


# Answering and settling -----------------------------------------------------------------------------------------------


def answer(register: Register, question: int, by: str = "analyst", words: str = look_ups.ANSWER) -> None:
    audit.answer(question=question, words=words, purpose="prevent-violence", by=register.account(by))


def settle(register: Register, question: int, by: str = "dpo", finding: str = "in-order") -> None:
    audit.settle(question=question, finding=finding, purpose="oversight", by=register.account(by))


def test_whoever_looked_answers_and_somebody_else_settles(register: Register, tmp_path: Path) -> None:
    question = look_ups.question(register, tmp_path)
    answer(register, question)
    settle(register, question)
    shown = reads.question(number=question, by=register.account("dpo"))
    assert (shown.row.answer, shown.row.finding, shown.row.found_by.username) == (look_ups.ANSWER, "in-order", "dpo")
    assert (shown.reason, shown.own) == (look_ups.WHY, False)


@pytest.mark.parametrize("by", ["analyst2", "dpo", "register"])
def test_refuses_an_answer_of_somebody_else(register: Register, tmp_path: Path, by: str) -> None:
    question = look_ups.question(register, tmp_path)
    with casefile.refused(register, SG, "only they can answer"):
        answer(register, question, by)


def test_refuses_a_second_answer(register: Register, tmp_path: Path) -> None:
    question = look_ups.question(register, tmp_path)
    answer(register, question)
    with casefile.refused(register, SG, "already"):
        answer(register, question, words=look_ups.ANSWER * 2)


def test_refuses_an_answer_that_says_nothing(register: Register, tmp_path: Path) -> None:
    question = look_ups.question(register, tmp_path)
    with casefile.refused(register, SG, "own words"):
        answer(register, question, words="Work.")


def test_refuses_to_settle_before_the_answer_was_due(register: Register, tmp_path: Path) -> None:
    question = look_ups.question(register, tmp_path)
    due = look_ups.AFTER + timedelta(days=7)
    for day in (due - timedelta(days=1), due):
        with clock.set_to(day), casefile.refused(register, SG, "to answer"):
            settle(register, question)
    with clock.set_to(due + timedelta(days=1)):
        settle(register, question, finding="talk")


def test_refuses_to_settle_a_second_time_or_as_something_else(register: Register, tmp_path: Path) -> None:
    question = look_ups.question(register, tmp_path)
    answer(register, question)
    with casefile.refused(register, SG, "not one of the things"):
        settle(register, question, finding="fine")
    settle(register, question, finding="misuse")
    with casefile.refused(register, SG, "settled already"):
        settle(register, question)


def own_question(register: Register, folder: Path) -> int:
    """A question to the data protection officer, answered."""
    them = look_ups.people(register, folder, 8)
    look_ups.searched(register, "FX-P8", by="dpo", at=look_ups.NOON.replace(hour=22))
    look_ups.drawn(register)
    assert look_ups.asked(register) == {("dpo", them["P8"]): ("out-of-hours", "no-work-due")}
    question = int(look_ups.everything(register, lambda: AuditQuestion.objects.defer("answer").get().pk))
    answer(register, question, "dpo")
    return question


def test_nobody_settles_a_question_about_a_look_of_their_own(register: Register, tmp_path: Path) -> None:
    question = own_question(register, tmp_path)
    with casefile.refused(register, SG, "of your own"):
        settle(register, question)
    settle(register, question, "owner")


def test_only_who_watches_over_the_register_sees_the_questions_of_others(register: Register, tmp_path: Path) -> None:
    question = look_ups.question(register, tmp_path)
    for who in ("analyst2", "reviewer", "records"):
        with pytest.raises(NotAllowed):
            reads.question(number=question, by=register.account(who))
        with pytest.raises(NotAllowed):
            reads.questions(settled=False, number=1, by=register.account(who))
        with pytest.raises(NotAllowed):
            settle(register, question, who)


# The side door --------------------------------------------------------------------------------------------------------

ANSWERS = "UPDATE register_auditquestion SET answer = 'x', answered_at = now() WHERE id = %s"
SETTLES = "UPDATE register_auditquestion SET finding = 'in-order', found_by_id = %s, found_at = now() WHERE id = %s"
TRIGGER = "sg_57_answered_and_settled_once"


def actor(register: Register, username: str) -> str:
    return f"account:{register.account(username).pk}"


def test_the_database_takes_an_answer_of_whoever_looked_alone(register: Register, tmp_path: Path) -> None:
    question = look_ups.question(register, tmp_path)
    who = sidedoor.person_of(register, "P8")
    wrong = [{"event": "audit:answered", "actor": actor(register, "dpo")}, {"actor": actor(register, "analyst")}]
    for said in wrong:
        with sidedoor.stopped_by(TRIGGER), sidedoor.line(register) as line:
            sidedoor.open_access(line, "person", who, **said)
            line.execute(ANSWERS, [question])
    own = {"event": "audit:answered", "actor": actor(register, "analyst")}
    with sidedoor.line(register) as line:
        sidedoor.open_access(line, "person", who, **own)
        assert line.execute(ANSWERS, [question]).rowcount == 1
    with sidedoor.stopped_by(TRIGGER), sidedoor.line(register) as line:
        sidedoor.open_access(line, "person", who, **own)
        line.execute(ANSWERS, [question])


def test_the_database_lets_nobody_settle_their_own(register: Register, tmp_path: Path) -> None:
    question = look_ups.question(register, tmp_path)
    who, analyst, dpo = sidedoor.person_of(register, "P8"), register.account("analyst"), register.account("dpo")
    for said, found_by in (
        ({"event": "audit:settled", "actor": f"account:{analyst.pk}"}, dpo.pk),
        ({"event": "audit:answered", "actor": f"account:{dpo.pk}"}, dpo.pk),
    ):
        with sidedoor.stopped_by(TRIGGER), sidedoor.line(register) as line:
            sidedoor.open_access(line, "person", who, **said)
            line.execute(SETTLES, [found_by, question])


def test_no_question_can_be_kept_that_was_settled_by_whoever_looked(register: Register, tmp_path: Path) -> None:
    look_ups.question(register, tmp_path)
    analyst = register.account("analyst").pk
    with sidedoor.stopped_by("sg_57_somebody_else_judges"), sidedoor.line(register, OWNER) as line:
        sidedoor.copied(
            line, "register_auditquestion", id=10**6, entry_id=_other_entry(line), finding="in-order",
            found_by_id=analyst, found_at=look_ups.AFTER,
        )  # fmt: skip


def _other_entry(line: sidedoor.Line) -> int:
    return int(line.execute("SELECT min(id) FROM register_ledgerentry").fetchone()[0])


def test_a_question_cannot_be_taken_back_or_changed(register: Register, tmp_path: Path) -> None:
    look_ups.question(register, tmp_path)
    for attempt in (
        "DELETE FROM register_auditquestion",
        "UPDATE register_auditquestion SET signals = '{}'",
        "UPDATE register_auditquestion SET due_on = due_on + 99",
        "DELETE FROM register_auditsample",
        "UPDATE register_auditsample SET look_ups = 0",
        "DELETE FROM register_accountdeclaration",
    ):
        table = attempt.split()[attempt.split().index("FROM") + 1] if "FROM" in attempt else attempt.split()[1]
        with sidedoor.forbidden(f"table {table}"), sidedoor.line(register) as line:
            line.execute(attempt)
