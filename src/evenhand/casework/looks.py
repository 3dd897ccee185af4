"""Holding back, for a time, that somebody looked: by whom, on which ground, until when (SG-65)."""

from dataclasses import dataclass
from datetime import date, timedelta

from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds

# The grounds of the Data Protection Act 2018, section 45(4)(a) to (e), and no others.
GROUNDS = {
    "inquiry": "so as not to get in the way of an official or legal inquiry",
    "crime": "so as not to harm the prevention, detection or prosecution of crime",
    "public-security": "to protect public security",
    "national-security": "to protect national security",
    "rights-of-others": "to protect the rights and freedoms of others",
}
# What is written about holding back. It is told when the look that it is about is told.
ABOUT_DELAYS = frozenset({"look:delayed", "look:delay_lifted"})
# What is written when a look is asked about. It too is told when that look is told.
ABOUT_QUESTIONS = frozenset({"audit:question_read", "audit:answered", "audit:settled"})
# What was done at the person's own door. Nobody may hide from them that somebody came in with their letter.
AT_THE_OWN_DOOR = frozenset(
    {"letter:handed_out", "letter:revoked", "person:key_tried", "person:saw_own_looks", "person:took_receipt"}
)

NEVER_HELD_BACK = ABOUT_DELAYS | AT_THE_OWN_DOOR


@dataclass(frozen=True, slots=True)
class DelayFacts:
    """One act on somebody's record, not to be told them for a time. `looker` and `authoriser` are account numbers."""

    event: str
    looker: int
    authoriser: int
    ground: str
    reasons: str
    made_on: date
    ends_on: date


@upholds("SG-65")
def check_may_be_held_back(facts: DelayFacts) -> None:
    """What happened at the person's own door is never held back; what is written about a delay goes with it."""
    if facts.event in NEVER_HELD_BACK:
        raise Refused("SG-65", "This line is never held back by itself.", "Choose the act that must not be seen yet.")


@upholds("SG-65")
def check_authoriser(facts: DelayFacts) -> None:
    """Nobody hides an act of their own."""
    if facts.authoriser == facts.looker:
        raise Refused("SG-65", "This was done by you, so somebody else must decide whether it may be held back.")


@upholds("SG-65")
def check_ground(facts: DelayFacts) -> None:
    """There are five grounds in law."""
    if facts.ground not in GROUNDS:
        raise Refused("SG-65", f"{facts.ground or 'No ground'!r} is not a ground that the law allows for a delay.")


@upholds("SG-65")
def check_reasons(facts: DelayFacts, policy: Policy) -> None:
    """The reasons are written down, for the Information Commissioner."""
    least = policy.number("reasons_min_characters")
    if len(facts.reasons.strip()) < least:
        raise Refused("SG-65", f"Say why this is necessary, in at least {least} characters.")


@upholds("SG-65")
def check_end(facts: DelayFacts, policy: Policy) -> None:
    """A delay ends, soon enough that somebody has to think again."""
    latest = facts.made_on + timedelta(days=policy.number("look_delay_days_max"))
    if not facts.made_on < facts.ends_on <= latest:
        raise Refused(
            "SG-65",
            f"A delay made on {facts.made_on} ends between the next day and {latest}, not on {facts.ends_on}.",
            "Choose an earlier day. If it is still necessary then, decide again.",
        )


def check(facts: DelayFacts, policy: Policy) -> None:
    """Refuse the delay for the first thing that stands against it."""
    check_may_be_held_back(facts)
    check_authoriser(facts)
    check_ground(facts)
    check_reasons(facts, policy)
    check_end(facts, policy)
