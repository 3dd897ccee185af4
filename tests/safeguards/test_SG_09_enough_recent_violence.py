"""SG-09: three recent incidents of serious violence, one of them proven; or one proven of the gravest kinds."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import casefile
import pytest
from invented_cases import event, nomination_facts

from evenhand.casework import evidence_rule, nomination, policy
from evenhand.casework.evidence_rule import EventFact
from evenhand.evidence.vocabulary import Role, Standing
from evenhand.register.models import Nomination
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()
AS_AT = casefile.TODAY  # 2026-11-23: the window of 24 months opens after 2024-11-23
CHARGED = {"role": Role.SUSPECT, "standing": Standing.CHARGED}


def check(*events: EventFact) -> None:
    nomination.check_evidence_rule(nomination.ruling(nomination_facts(events=events), POLICY))


def counts(one: EventFact) -> bool:
    [item] = evidence_rule.rule([one], [], POLICY, AS_AT).items
    assert item.counts == (not item.why_not)
    return item.counts


ENOUGH = {
    "three, all proven": (event(1), event(2), event(3)),
    "three, one proven": (event(1), event(2, **CHARGED), event(3, **CHARGED)),
    "three, one cautioned": (event(1, standing=Standing.CAUTIONED), event(2, **CHARGED), event(3, **CHARGED)),
    "three, and others that do not count": (event(1), event(2), event(3), event(4, standing=Standing.ACQUITTED)),
    "one proven of the gravest kinds": (event(1, offence="5D"),),
}
NOT_ENOUGH = {
    "none": (),
    "one": (event(1),),
    "two": (event(1), event(2)),
    "three, none proven": (event(1, **CHARGED), event(2, **CHARGED), event(3, **CHARGED)),
    "three, one acquitted": (event(1), event(2), event(3, standing=Standing.ACQUITTED)),
    "three, one of no further action": (event(1), event(2), event(3, standing=Standing.NO_FURTHER_ACTION)),
    "three, one cancelled": (event(1), event(2), event(3, standing=Standing.CANCELLED)),
    "three, one undecided": (event(1), event(2), event(3, standing=Standing.OPEN)),
    "three, one only suffered": (event(1), event(2), event(3, role=Role.VICTIM, standing=Standing.SUFFERED)),
    "three, one only seen": (event(1), event(2), event(3, role=Role.WITNESS, standing=Standing.WITNESSED)),
    "three, one of carrying a knife": (event(1), event(2), event(3, offence="10D")),
    "three, one too old": (event(1), event(2), event(3, occurred_on=date(2024, 11, 23))),
    "three, one still to come": (event(1), event(2), event(3, occurred_on=date(2026, 11, 24))),
    "one of the gravest kinds, not proven": (event(1, offence="5D", **CHARGED),),
    "one proven of the gravest kinds, too old": (event(1, offence="5D", occurred_on=date(2024, 11, 23)),),
}


@pytest.mark.parametrize("events", ENOUGH.values(), ids=ENOUGH)
def test_allows(events: tuple[EventFact, ...]) -> None:
    check(*events)


@pytest.mark.parametrize("events", NOT_ENOUGH.values(), ids=NOT_ENOUGH)
def test_refuses(events: tuple[EventFact, ...]) -> None:
    with pytest.raises(Refused, match="SG-09") as caught:
        check(*events)
    assert "support" in caught.value.instead


@pytest.mark.parametrize(
    ("occurred_on", "expected"),
    [
        (date(2024, 11, 22), False),
        (date(2024, 11, 23), False),
        (date(2024, 11, 24), True),
        (date(2026, 11, 22), True),
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),
    ],
)
def test_the_window_to_the_day(occurred_on: date, expected: bool) -> None:
    assert counts(event(occurred_on=occurred_on)) is expected


@pytest.mark.parametrize("offence", POLICY.words("qualifying_offences"))
def test_every_kind_of_serious_violence_counts(offence: str) -> None:
    assert counts(event(offence=offence))


def test_only_what_was_cited_counts() -> None:
    facts = replace(nomination_facts(), cited=frozenset({"event-1", "event-2", "event-9"}))
    with pytest.raises(Refused, match="SG-09: 2 of the cited records count"):
        nomination.check_evidence_rule(nomination.ruling(facts, POLICY))


def test_refuses_a_proposal_on_two_events_and_allows_it_with_a_third(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    register.load(tmp_path, "events", *casefile.events(count=2))
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-09", "2 of the cited records count and 1 of them are proven"):
        casefile.propose(register, person, cited)
    assert not Nomination.objects.exists()
    register.load(tmp_path, "events", casefile.events()[2])
    casefile.propose(register, person)


def test_refuses_to_accept_when_an_acquittal_came_between(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    number = casefile.propose(register, person)
    register.load(tmp_path, "corrections", {"event_reference": "P1-E1"})
    with casefile.refused(register, "SG-09", "2 of the cited records count and 0 of them are proven"):
        casefile.decide(register, person, number)
