"""SG-58: every year the register shows that it is still needed; else it is read-only, and then can only be closed."""

from datetime import date, timedelta
from pathlib import Path

import casefile
import governing
import pytest
import sidedoor

import world
from evenhand.casework import papers, policy, register_state
from evenhand.casework.needs import Needs
from evenhand.casework.papers import Kind, Paper
from evenhand.casework.register_state import RegisterFacts, Standing, State
from evenhand.register import standing
from evenhand.register.models import CharterVersion
from evenhand.register.models import Paper as Kept
from evenhand.register.reads import search
from evenhand.safeguards import Refused
from registered import Register

JUSTIFICATION = "justification"
FLOOR = policy.load()
TODAY = governing.TODAY
CHARTER = date(2026, 1, 10)
DUE = date(2027, 1, 10)
LAPSES = DUE + timedelta(days=56)


def papers_on(day: date, **more: Paper) -> dict[Kind, Paper]:
    """What a register needs to be in use on a day."""
    first = day - timedelta(days=10)
    return {Kind(kind): world.paper(kind, first) for kind in world.PAPERS} | {Kind(k): p for k, p in more.items()}


def stands(day: date, **more: Paper) -> Standing:
    return register_state.standing(RegisterFacts(day, papers_on(day, **more), CHARTER), FLOOR)


@pytest.mark.parametrize("part", ["harm", "outcomes", "alternatives", "necessity"])
def test_refuses_a_justification_that_does_not_answer_a_question(part: str) -> None:
    with pytest.raises(Refused, match=rf"SG-58.*{part}"):
        papers.check_justification(world.paper(JUSTIFICATION, TODAY, **{part: " "}), FLOOR, TODAY)


def test_refuses_to_adopt_one_for_more_than_a_year(register: Register) -> None:
    with casefile.refused(register, "SG-58", "must be reviewed"):
        governing.adopt(register, JUSTIFICATION, TODAY, TODAY + timedelta(days=366))
    governing.adopt(register, JUSTIFICATION, TODAY, TODAY + timedelta(days=365))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (DUE - timedelta(days=1), State.IN_USE),
        (DUE, State.IN_USE),
        (DUE + timedelta(days=1), State.READ_ONLY),
        (LAPSES - timedelta(days=1), State.READ_ONLY),
        (LAPSES, State.READ_ONLY),
        (LAPSES + timedelta(days=1), State.ANSWERING_ONLY),
    ],
)
def test_a_new_register_has_a_year_and_then_eight_weeks(day: date, state: State) -> None:
    assert stands(day).state is state


@pytest.mark.parametrize(("days", "state"), [(0, State.IN_USE), (1, State.READ_ONLY), (57, State.ANSWERING_ONLY)])
def test_after_that_it_has_a_year_from_every_justification(days: int, state: State) -> None:
    paper = world.paper(JUSTIFICATION, DUE)
    assert stands(paper.review_by + timedelta(days=days), justification=paper).state is state


def test_an_unjustified_register_is_read_and_not_written_and_a_lapsed_one_only_answers() -> None:
    late, lapsed = stands(DUE + timedelta(days=1)), stands(LAPSES + timedelta(days=1))
    for needs in (Needs.READING, Needs.NOTHING):
        register_state.check_justified(needs, late)
    register_state.check_justified(Needs.NOTHING, lapsed)
    register_state.check_justified(Needs.WRITING, stands(DUE))
    for needs, how in ((Needs.WRITING, late), (Needs.WRITING, lapsed), (Needs.READING, lapsed)):
        with pytest.raises(Refused, match=r"SG-58.*had to show by 10 January 2027"):
            register_state.check_justified(needs, how)


def test_what_lapsed_is_not_brought_back_by_a_paper() -> None:
    last, over = stands(LAPSES), stands(LAPSES + timedelta(days=1))
    register_state.check_may_still_be_justified(world.paper(JUSTIFICATION, LAPSES), last)
    register_state.check_may_still_be_justified(world.paper("impact-assessment", LAPSES), over)
    with pytest.raises(Refused, match=r"SG-58.*can only be closed"):
        register_state.check_may_still_be_justified(world.paper(JUSTIFICATION, LAPSES), over)


@pytest.fixture
def due(peopled: Register) -> date:
    """The day by which a register with somebody in it has to be justified; its other papers are renewed for it."""
    first = CharterVersion.objects.earliest("adopted_at").adopted_at.date()
    last = first.replace(year=first.year + 1)
    with governing.on(last):
        governing.renew(peopled)
        assert standing.standing().state is State.IN_USE
    return last


def test_nothing_is_added_to_a_register_that_was_not_justified(peopled: Register, tmp_path: Path, due: date) -> None:
    new = casefile.record("P5")
    with governing.on(due):
        assert peopled.load(tmp_path, "people", new).loaded == 1
    with governing.on(due + timedelta(days=1)):
        assert look(peopled)
        with casefile.refused(peopled, "SG-58"):
            peopled.load(tmp_path, "people", casefile.record("P6"))
        governing.renew(peopled, JUSTIFICATION)
        assert peopled.load(tmp_path, "people", casefile.record("P6")).loaded == 1


def test_a_lapsed_register_is_not_even_looked_at_and_can_be_closed(peopled: Register, due: date) -> None:
    with governing.on(due + timedelta(days=56)):
        assert look(peopled)
    with governing.on(due + timedelta(days=57)):
        with casefile.refused(peopled, "SG-58"):
            look(peopled)
        with casefile.refused(peopled, "SG-58", "time in which that could be put right is over"):
            governing.renew(peopled, JUSTIFICATION)
        governing.close(peopled)
        with casefile.refused(peopled, "SG-60"):
            look(peopled)


def look(register: Register):
    """The analyst searches for somebody."""
    by = register.account("analyst")
    return search.find(words="Braxabyp3", reason="A call.", purpose=casefile.PURPOSE, by=by).people


def test_the_database_takes_no_entry_into_a_register_that_was_not_justified(peopled: Register, due: date) -> None:
    governing.entry_again(peopled, opened_on=due, review_by=due, expires_on=due)
    late = due + timedelta(days=1)
    with sidedoor.stopped_by("sg_58_entry_needs_a_justified_register"):
        governing.entry_again(peopled, opened_on=late, review_by=late, expires_on=late)
    with governing.on(late):
        governing.renew(peopled, JUSTIFICATION)
    governing.entry_again(peopled, opened_on=late, review_by=late, expires_on=late)


def test_the_database_keeps_no_justification_without_its_answers(register: Register) -> None:
    governing.renew(register, JUSTIFICATION)
    whole = Kept.objects.get(kind=JUSTIFICATION).content
    for part in ("harm", "necessity"):
        half = {name: words for name, words in whole.items() if name != part}
        with sidedoor.stopped_by("sg_58_justification_is_whole"), sidedoor.line(register) as line:
            sidedoor.copied(line, "register_paper", id=10**9, kind=JUSTIFICATION, content=half)
