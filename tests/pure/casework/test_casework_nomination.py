"""May this person be proposed: the rule on every side of its edges."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from evenhand.casework import nomination, policy
from evenhand.casework.ages import months_before
from evenhand.casework.evidence_rule import EventFact
from evenhand.casework.nomination import NominationFacts
from evenhand.evidence.grading import Currency, Grade, IntelligenceFact
from evenhand.evidence.vocabulary import Role, Standing, Statement

TODAY = date(2026, 11, 23)
POLICY = policy.load()
WHY = "Three robberies with a knife since spring, each against somebody younger."


def event(number: int, standing: Standing = Standing.CONVICTED, **given: object) -> EventFact:
    role = {Standing.SUFFERED: Role.VICTIM, Standing.WITNESSED: Role.WITNESS, Standing.CONVICTED: Role.CONVICTED}
    known = EventFact(
        f"event-{number}", "34B", role.get(standing, Role.SUSPECT), standing, date(2026, 6, number), f"INC-{number}"
    )
    return replace(known, **given)


def item(number: int, assessment: str = "A") -> IntelligenceFact:
    grade = Grade(1, assessment, "P")
    return IntelligenceFact(f"intelligence-{number}", f"O-{number}", grade, Statement.FACT, Currency.CURRENT, TODAY)


def facts(*events: EventFact, **given: object) -> NominationFacts:
    known = NominationFacts(
        as_at=TODAY,
        born_on=(date(1999, 5, 17),),
        died_on=None,
        events=events,
        intelligence=(),
        cited=frozenset(one.key for one in events),
        identity_in_doubt=False,
        has_active_entry=False,
        reasons=WHY,
        child_welfare="",
    )
    return replace(known, **given)


def refused_for(known: NominationFacts) -> set[str]:
    return {refusal.safeguard for refusal in nomination.refusals(known, POLICY)}


GOOD = (event(1), event(2, Standing.CHARGED), event(3, Standing.TEST_MET))


def test_allows_three_established_events_with_one_proven():
    assert refused_for(facts(*GOOD)) == set()
    nomination.check(facts(*GOOD), POLICY)


def test_tells_everything_that_stands_against_a_proposal_at_once():
    known = facts(event(1, Standing.SUFFERED), died_on=TODAY, reasons="", identity_in_doubt=True)
    assert refused_for(known) == {"SG-25", "SG-13", "SG-19", "SG-09", "SG-06"}


@pytest.mark.parametrize(
    "standing", [Standing.OPEN, Standing.NO_FURTHER_ACTION, Standing.ACQUITTED, Standing.CANCELLED]
)
def test_an_event_that_nobody_established_does_not_count(standing):
    assert refused_for(facts(event(1), event(2), event(3, standing))) == {"SG-09"}


def test_three_suspicions_without_a_finding_are_not_enough():
    assert "SG-09" in refused_for(facts(*(event(n, Standing.TEST_MET) for n in (1, 2, 3))))


@pytest.mark.parametrize(("days_inside", "refused"), [(1, set()), (0, {"SG-09"}), (-1, {"SG-09"})])
def test_the_window_closes_after_twenty_four_months(days_inside, refused):
    edge = months_before(TODAY, 24) + timedelta(days=days_inside)
    assert refused_for(facts(event(1), event(2), event(3, occurred_on=edge))) == refused


def test_one_proven_event_of_the_top_tier_is_enough():
    assert refused_for(facts(event(1, offence="5D"))) == set()
    assert "SG-09" in refused_for(facts(event(1, Standing.CHARGED, offence="5D")))


def test_carrying_a_knife_is_not_an_event_of_violence():
    assert refused_for(facts(event(1), event(2), event(3, offence="10D"))) == {"SG-09"}


def test_reports_of_one_incident_count_once():
    assert refused_for(facts(event(1), event(2), event(3, origin="INC-2"))) == {"SG-11"}


def test_five_intelligence_items_and_no_event_are_refused():
    items = tuple(item(n) for n in range(5))
    known = facts(intelligence=items, cited=frozenset(one.key for one in items))
    assert {"SG-10", "SG-09"} <= refused_for(known)


def test_ten_victimisations_list_nobody():
    assert "SG-13" in refused_for(facts(*(event(n, Standing.SUFFERED) for n in range(1, 11))))


def test_harm_suffered_does_not_stand_against_somebody_who_meets_the_rule():
    known = facts(*GOOD, event(9, Standing.SUFFERED))
    assert refused_for(known) == set()
    shown = {one.key: one.why_not for one in nomination.ruling(known, POLICY).items}
    assert "SG-13" in shown["event-9"]


@pytest.mark.parametrize(
    ("born_on", "refused"),
    [
        (date(2017, 1, 1), {"SG-18"}),
        (date(2013, 11, 24), {"SG-18"}),  # thirteen tomorrow
        (date(2008, 11, 24), {"SG-18"}),  # eighteen tomorrow: a child still, and no statement
        (date(2008, 11, 23), set()),
    ],
)
def test_the_young_are_kept_out_or_need_a_statement(born_on, refused):
    assert refused_for(facts(*GOOD, born_on=(born_on,))) == refused


def test_a_child_of_thirteen_can_be_proposed_with_a_statement_on_their_welfare():
    assert refused_for(facts(*GOOD, born_on=(date(2013, 11, 23),), child_welfare=WHY)) == set()
    assert refused_for(facts(*GOOD, born_on=(date(2013, 11, 24),), child_welfare=WHY)) == {"SG-18"}


def test_birth_dates_must_be_known_agree_and_come_first():
    assert refused_for(facts(*GOOD, born_on=())) == {"SG-19"}
    assert refused_for(facts(*GOOD, born_on=(date(1999, 5, 17), date(1998, 5, 17)))) == {"SG-19"}
    assert refused_for(facts(*GOOD, event(9, occurred_on=date(1990, 1, 1)))) >= {"SG-19"}


def test_where_birth_dates_differ_the_younger_age_protects():
    assert facts(*GOOD, born_on=(date(1999, 1, 1), date(2014, 1, 1))).age == 12


def test_the_records_that_count_are_chosen_to_begin_with():
    known = facts(*GOOD, event(9, Standing.OPEN), event(10, Standing.SUFFERED))
    assert nomination.cited_by_default(known.events, POLICY, TODAY) == {"event-1", "event-2", "event-3"}


def test_corroboration_is_told_but_never_carries_a_case():
    items = (item(1), item(2))
    known = facts(event(1), intelligence=items, cited=frozenset({"event-1", "intelligence-1", "intelligence-2"}))
    ruled = nomination.ruling(known, POLICY)
    assert ruled.intelligence_corroborates
    assert not ruled.met
