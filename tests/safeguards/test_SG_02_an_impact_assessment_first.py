"""SG-02: nothing is taken in before a signed impact assessment, and nothing after its date for review."""

from datetime import timedelta
from pathlib import Path

import casefile
import governing
import pytest
import sidedoor

import world
from evenhand.casework import needs, papers, policy, register_state
from evenhand.casework.needs import Needs
from evenhand.casework.papers import Kind
from evenhand.register.acts import act
from evenhand.register.models import Paper, SourceRecord
from evenhand.register.reads import search
from evenhand.safeguards import Refused
from registered import Register

IMPACT = "impact-assessment"
PARTS = ("description", "risks", "measures", "safeguards", "officers_view")
FLOOR = policy.load()
TODAY = governing.TODAY
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize("part", PARTS)
def test_refuses_an_assessment_that_lacks_a_part(part: str) -> None:
    with pytest.raises(Refused, match=rf"SG-02.*{part.replace('_', ' ')}"):
        papers.check_impact_assessment(world.paper(IMPACT, TODAY, **{part: " \n"}), FLOOR, TODAY)


def test_allows_a_whole_one_for_a_year_and_not_for_a_day_more() -> None:
    longest = TODAY.replace(year=2027)
    for until in (TODAY + ONE_DAY, longest - ONE_DAY, longest):
        papers.check_impact_assessment(world.paper(IMPACT, TODAY, until), FLOOR, TODAY)
    for until in (TODAY, longest + ONE_DAY):
        with pytest.raises(Refused, match=r"SG-02.*must be reviewed"):
            papers.check_impact_assessment(world.paper(IMPACT, TODAY, until), FLOOR, TODAY)


def test_refuses_one_that_is_signed_long_before_it_is_in_force_or_when_it_is_over() -> None:
    papers.check_impact_assessment(world.paper(IMPACT, TODAY + timedelta(days=28)), FLOOR, TODAY)
    with pytest.raises(Refused, match=r"SG-02.*is the latest"):
        papers.check_impact_assessment(world.paper(IMPACT, TODAY + timedelta(days=29)), FLOOR, TODAY)
    papers.check_impact_assessment(world.paper(IMPACT, TODAY - ONE_DAY, TODAY), FLOOR, TODAY)
    with pytest.raises(Refused, match=r"SG-02.*that is over"):
        papers.check_impact_assessment(world.paper(IMPACT, TODAY - 2 * ONE_DAY, TODAY - ONE_DAY), FLOOR, TODAY)


def test_refuses_to_adopt_half_an_assessment_and_keeps_nothing_of_it(register: Register) -> None:
    with casefile.refused(register, "SG-02", "risks"):
        governing.adopt(register, IMPACT, TODAY, risks="")


def test_refuses_writing_while_it_is_missing_or_late_and_nothing_else() -> None:
    late = register_state.Standing(
        register_state.State.READ_ONLY, (register_state.Fault("SG-02", IMPACT, TODAY, "It is late."),), {}
    )
    for harmless in (Needs.READING, Needs.NOTHING):
        register_state.check_assessed(harmless, late)
    register_state.check_assessed(Needs.WRITING, register_state.Standing(register_state.State.IN_USE, (), {}))
    with pytest.raises(Refused, match=r"SG-02: It is late"):
        register_state.check_assessed(Needs.WRITING, late)


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_a_file_is_taken_in_until_the_last_day_and_not_on_the_day_after(
    register: Register, tmp_path: Path, days: int
) -> None:
    with governing.after(days):
        governing.renew(register, "equality-analysis", "policy-document")
        if days <= 0:
            register.load(tmp_path, "people", casefile.record("P1"))
            return
        with casefile.refused(register, "SG-02", "was good until 26 October 2027"):
            register.load(tmp_path, "people", casefile.record("P1"))
        governing.renew(register, IMPACT)
        assert register.load(tmp_path, "people", casefile.record("P1")).loaded == 1


def test_nothing_is_taken_in_by_a_register_that_never_had_one(register: Register, tmp_path: Path) -> None:
    governing.without(register, IMPACT)
    with casefile.refused(register, "SG-02", "has no impact assessment"):
        register.load(tmp_path, "people", casefile.record("P1"))


def test_when_it_is_late_reading_goes_on_and_proposing_does_not(peopled: Register, tmp_path: Path) -> None:
    register = peopled
    person, by = casefile.eligible(register, tmp_path, "P5"), register.account("analyst")
    cited = casefile.everything(register, person)
    with governing.after(1):
        found = search.find(words="Braxabyp3", reason="A call.", purpose=casefile.PURPOSE, by=by)
        assert found.people
        with casefile.refused(register, "SG-02"):
            casefile.propose(register, person, cited)


def test_who_was_cleared_and_who_died_is_taken_in_all_the_same(peopled: Register, tmp_path: Path) -> None:
    with governing.after(1):
        cleared = {"reference": "late-C", "event_reference": "P1-E3"}
        assert peopled.load(tmp_path, "corrections", cleared).loaded == 1
        died = {"reference": "late-S", "person_reference": "P3", "status": "died", "effective_on": "2027-10-20"}
        assert peopled.load(tmp_path, "status", died).loaded == 1
        with casefile.refused(peopled, "SG-02"):
            peopled.load(tmp_path, "events", *casefile.events("P1", 1, reference="late-E"))


def test_an_event_that_nobody_put_into_the_table_is_taken_for_writing() -> None:
    assert needs.of("somebody:invented") is Needs.WRITING
    assert needs.of("feed:loaded", feed="people") is Needs.WRITING
    assert needs.of("feed:loaded", feed="status") is Needs.READING
    assert needs.of("person:consulted") is Needs.READING
    assert needs.of("support:referred") is Needs.WRITING
    assert needs.of("support:offered") is Needs.READING
    assert needs.of("entry:closed") is Needs.READING
    assert needs.of("person:searched") is Needs.READING
    assert needs.of("person:searched", answers_people=True) is Needs.NOTHING


def test_no_door_opens_where_it_refuses(register: Register) -> None:
    governing.without(register, IMPACT)
    by = register.account("register")
    with (
        casefile.refused(register, "SG-02"),
        act("score:computed", by=by, purpose="scoring", opens="everything"),
    ):
        pytest.fail("The act was begun.")
    assert not SourceRecord.objects.exists()


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_database_takes_no_load_and_no_entry_after_its_date(register: Register, tmp_path: Path, days: int) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    day = governing.LAST + timedelta(days=days)
    with governing.on(governing.LAST):
        governing.renew(register, "equality-analysis")
    if days <= 0:
        governing.load_again(register, day)
        governing.entry_again(register, opened_on=day, review_by=day, expires_on=day)
        return
    with sidedoor.stopped_by("sg_02_load_needs_an_assessment"):
        governing.load_again(register, day)
    for allowed in ("corrections", "status"):
        governing.load_again(register, day, allowed)
    with sidedoor.stopped_by("sg_02_entry_needs_an_assessment"):
        governing.entry_again(register, opened_on=day, review_by=day, expires_on=day)


def test_the_database_keeps_no_assessment_without_its_parts(register: Register) -> None:
    for part in ("risks", "officers_view"):
        for content in ({}, {part: " "}):
            whole = Paper.objects.filter(kind=IMPACT).latest("pk").content
            half = {name: words for name, words in whole.items() if name != part} | content
            with sidedoor.stopped_by("sg_02_assessment_is_whole"), sidedoor.line(register) as line:
                sidedoor.copied(line, "register_paper", id=10**9, kind=Kind.IMPACT.value, content=half)
