"""SG-03: nobody is entered without an equality analysis that is at most a year old."""

from datetime import timedelta
from pathlib import Path

import casefile
import governing
import pytest
import sidedoor

import world
from evenhand.casework import papers, policy, register_state
from evenhand.casework.needs import Needs
from evenhand.register.models import Paper
from evenhand.safeguards import Refused
from registered import Register

EQUALITY = "equality-analysis"
TODAY = governing.TODAY


@pytest.mark.parametrize("part", ["findings", "discrimination", "opportunity", "good_relations", "measures"])
def test_refuses_an_analysis_that_lacks_a_part(part: str) -> None:
    with pytest.raises(Refused, match=rf"SG-03.*{part.replace('_', ' ')}"):
        papers.check_equality_analysis(world.paper(EQUALITY, TODAY, **{part: ""}), policy.load(), TODAY)


@pytest.mark.parametrize(("days", "good"), [(-1, True), (0, True), (1, False)])
def test_one_is_good_for_a_year_and_not_for_a_day_more(days: int, good: bool) -> None:
    paper = world.paper(EQUALITY, TODAY, TODAY.replace(year=2027) + timedelta(days=days))
    if good:
        papers.check_equality_analysis(paper, policy.load(), TODAY)
    else:
        with pytest.raises(Refused, match=r"SG-03.*by 23 November 2027"):
            papers.check_equality_analysis(paper, policy.load(), TODAY)


def test_refuses_to_adopt_one_for_longer(register: Register) -> None:
    with casefile.refused(register, "SG-03", "must be reviewed"):
        governing.adopt(register, EQUALITY, TODAY, TODAY + timedelta(days=400))


def test_refuses_writing_while_it_is_late_and_nothing_else() -> None:
    late = register_state.Standing(
        register_state.State.READ_ONLY, (register_state.Fault("SG-03", EQUALITY, TODAY, "It is late."),), {}
    )
    register_state.check_analysed(Needs.READING, late)
    with pytest.raises(Refused, match=r"SG-03: It is late"):
        register_state.check_analysed(Needs.WRITING, late)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_an_entry_is_made_until_its_last_day_and_not_on_the_day_after(
    register: Register, tmp_path: Path, days: int
) -> None:
    with governing.after(days):
        governing.renew(register, "impact-assessment", "policy-document")
        if days <= 0:
            register.load(tmp_path, "people", casefile.record("P1"))
            return
        with casefile.refused(register, "SG-03", "was good until"):
            register.load(tmp_path, "people", casefile.record("P1"))


def test_what_was_proposed_in_time_is_not_accepted_when_it_is_late(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person)
    governing.without(register, EQUALITY)
    with casefile.refused(register, "SG-03", "has no equality analysis"):
        casefile.decide(register, person, number)
    governing.renew(register, EQUALITY)
    assert casefile.decide(register, person, number) is not None


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_database_takes_no_entry_after_its_date(register: Register, tmp_path: Path, days: int) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    day = governing.LAST + timedelta(days=days)
    with governing.on(governing.LAST):
        governing.renew(register, "impact-assessment")
    if days <= 0:
        governing.entry_again(register, opened_on=day, review_by=day, expires_on=day)
        return
    with sidedoor.stopped_by("sg_03_entry_needs_an_analysis"):
        governing.entry_again(register, opened_on=day, review_by=day, expires_on=day)


def test_the_database_keeps_no_analysis_without_its_findings(register: Register) -> None:
    whole = Paper.objects.filter(kind=EQUALITY).latest("pk").content
    for part in ("findings", "discrimination"):
        half = {name: words for name, words in whole.items() if name != part}
        with sidedoor.stopped_by("sg_03_analysis_is_whole"), sidedoor.line(register) as line:
            sidedoor.copied(line, "register_paper", id=10**9, kind=EQUALITY, content=half)
