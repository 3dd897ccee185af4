"""May this reviewer decide it, and what dates follow."""

from dataclasses import replace
from datetime import date

import pytest

from evenhand.casework import clocks, governance, policy, review, support
from evenhand.casework.governance import Charter
from evenhand.casework.review import ReviewFacts
from evenhand.casework.statuses import Decision, NominationStatus
from evenhand.safeguards import Refused

POLICY = policy.load()
FACTS = ReviewFacts(
    nomination_status=NominationStatus.PROPOSED,
    proposer=1,
    reviewer=2,
    reviewer_is_a_person=True,
    reviewer_is_inspector=False,
    subject_is_child=False,
    decision=Decision.ACCEPT,
    reasons="I read the three files myself and agree that the danger is real and recent.",
)


def test_allows_somebody_else_with_reasons():
    review.check(FACTS, POLICY)
    review.check(replace(FACTS, subject_is_child=True, reviewer_is_inspector=True), POLICY)


@pytest.mark.parametrize(
    ("given", "safeguard"),
    [
        ({"reviewer": 1}, "SG-06"),
        ({"reviewer_is_a_person": False}, "SG-17"),
        ({"reasons": "Agreed." + " " * 60}, "SG-17"),
        ({"subject_is_child": True}, "SG-18"),
        ({"nomination_status": NominationStatus.ACCEPTED}, "SG-06"),
    ],
)
def test_refuses_anybody_who_may_not_decide_it_so(given, safeguard):
    with pytest.raises(Refused) as refusal:
        review.check(replace(FACTS, **given), POLICY)
    assert refusal.value.safeguard == safeguard


def test_a_child_is_reviewed_sooner_and_kept_for_less():
    opened, proven = date(2026, 11, 23), date(2026, 8, 31)
    assert clocks.review_due(opened, child=False, policy=POLICY) == date(2027, 2, 21)
    assert clocks.review_due(opened, child=True, policy=POLICY) == date(2027, 1, 22)
    assert clocks.absolute_end(proven, date(1998, 5, 17), POLICY) == date(2029, 8, 31)
    assert clocks.absolute_end(proven, date(2010, 3, 1), POLICY) == date(2028, 2, 29)


WHOLE = Charter(*["said"] * 11)


@pytest.mark.parametrize("field", ["purpose", "legal_basis", "senior_owner"])
def test_a_register_without_purpose_basis_or_owner_holds_nobody(field):
    governance.check_register_may_hold_anybody(WHOLE)
    for lacking in (None, replace(WHOLE, **{field: "  "})):
        with pytest.raises(Refused) as refusal:
            governance.check_register_may_hold_anybody(lacking)
        assert refusal.value.safeguard == "SG-01"


@pytest.mark.parametrize("field", list(Charter.__dataclass_fields__))
def test_a_notice_that_leaves_something_out_is_refused_and_says_what(field):
    governance.check_public_notice(WHOLE)
    with pytest.raises(Refused) as refusal:
        governance.check_public_notice(replace(WHOLE, **{field: ""}))
    assert field.replace("_", " ") in refusal.value.because


def test_anybody_alive_can_be_referred_to_support_in_a_few_words():
    support.check_referral(None, "Afraid to go home.")
    with pytest.raises(Refused):
        support.check_referral(date(2026, 1, 1), "Afraid to go home.")
    with pytest.raises(ValueError, match="few words"):
        support.check_referral(None, " ")
