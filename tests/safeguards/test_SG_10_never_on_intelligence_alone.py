"""SG-10: what somebody told the police never carries an entry, however much of it there is."""

from pathlib import Path

import casefile
import pytest
from invented_cases import event, item, nomination_facts

from evenhand.casework import evidence_rule, nomination, policy
from evenhand.evidence import grading
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()


@pytest.mark.parametrize("count", [1, 5, 50])
def test_refuses_intelligence_of_the_best_grade_without_an_event(count: int) -> None:
    facts = nomination_facts(events=(), intelligence=tuple(item(number) for number in range(count)))
    with pytest.raises(Refused, match=f"SG-10: The proposal rests on intelligence alone \\({count} items"):
        nomination.check_not_on_intelligence_alone(facts)


def test_refuses_when_there_are_events_and_only_intelligence_was_cited() -> None:
    facts = nomination_facts(intelligence=(item(1),), cited=frozenset({"intelligence-1"}))
    with pytest.raises(Refused, match="SG-10"):
        nomination.check_not_on_intelligence_alone(facts)


def test_allows_events_with_intelligence_beside_them() -> None:
    nomination.check_not_on_intelligence_alone(nomination_facts(intelligence=(item(1),)))
    nomination.check_not_on_intelligence_alone(nomination_facts())


@pytest.mark.parametrize("assessment", "ABCDE")
@pytest.mark.parametrize("source", [1, 2, 3])
def test_an_item_of_any_grade_counts_for_nothing_by_itself(source: int, assessment: str) -> None:
    ruled = evidence_rule.rule([event(1), event(2)], [item(1, source, assessment)], POLICY, casefile.TODAY)
    assert (ruled.counting, ruled.origins, ruled.met) == (2, 2, False)
    assert not ruled.items[-1].counts
    assert ruled.items[-1].why_not


@pytest.mark.parametrize(("source", "assessment"), [(1, "E"), (2, "E"), (3, "A"), (3, "B"), (3, "E")])
def test_an_unreliable_source_or_a_report_suspected_to_be_false_never_counts(source: int, assessment: str) -> None:
    assert grading.why_not(item(1, source, assessment).grade)
    assert not grading.corroborated([item(number, source, assessment) for number in range(9)])


def test_a_report_whose_basis_is_not_known_never_backs_up_another() -> None:
    assert grading.why_not(item(1, 1, "D").grade) is None  # it may be shown
    assert not grading.corroborated([item(number, 1, "D") for number in range(9)])


def test_refuses_the_proposal_however_many_reports_there_are(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    register.load(tmp_path, "intelligence", *({"origin": f"OFFICER-{number}"} for number in range(5)))
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-10", "5 items, no event"):
        casefile.propose(register, person, cited)
    register.load(tmp_path, "events", *casefile.events())
    casefile.propose(register, person)
