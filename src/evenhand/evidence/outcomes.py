"""From role, outcome, court result and correction to a standing: the only thing about an outcome that a score sees.

The rule is the table `tables/outcomes.toml`; this file only says in which order its parts are asked.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from evenhand.evidence.tables import read_table
from evenhand.evidence.vocabulary import Correction, Role, Standing


class CourtResult(StrEnum):
    """What a court has said so far."""

    PENDING = "pending"
    CONVICTED = "convicted"
    ACQUITTED = "acquitted"
    DISCONTINUED = "discontinued"


class EvidentialTest(StrEnum):
    """Whether a prosecutor or custody officer recorded that the evidence suffices to charge."""

    MET = "met"
    NOT_MET = "not_met"


@dataclass(frozen=True, slots=True)
class OutcomeType:
    """One Home Office outcome type: what it is called, what it lets us say, whether number and title were checked."""

    type: str
    title: str
    standing: Standing
    verified: bool
    source: str
    reason: str


_HARM_SUFFERED = {Role.VICTIM: Standing.SUFFERED, Role.WITNESS: Standing.WITNESSED}


@cache
def outcome_types() -> dict[str, OutcomeType]:
    """Every outcome type that a feed may give, by its number (or `open`)."""
    rows = read_table("outcomes")["outcome"]
    return {
        row["type"]: OutcomeType(
            row["type"], row["title"], Standing(row["standing"]), row["verified"], row["source"], row["reason"]
        )
        for row in rows
    }


@cache
def _standing_by_court() -> dict[str, Standing]:
    return {row["result"]: Standing(row["standing"]) for row in read_table("outcomes")["court"]}


@cache
def caution_outcomes() -> frozenset[str]:
    """The outcome types that allow the role `convicted` without a conviction in court."""
    return frozenset(read_table("outcomes")["convicted_role"]["caution_outcomes"])


def standing_of(
    role: Role,
    outcome_type: str | None,
    court_result: CourtResult | None = None,
    evidential_test: EvidentialTest | None = None,
    correction: Correction | None = None,
) -> Standing:
    """How far one event is established for one person.

    A correction wins over everything said before it. What a victim suffered or a witness saw is not touched by what
    became of somebody else's case: only the crime itself being cancelled removes it. Without a correction the court
    wins over the outcome type. Raises KeyError for an outcome type that no feed can give.
    """
    if role in _HARM_SUFFERED:
        return Standing.CANCELLED if correction is Correction.CANCELLED else _HARM_SUFFERED[role]
    if correction is not None:
        return Standing(correction.value)
    if court_result in _standing_by_court():
        return _standing_by_court()[court_result]
    standing = outcome_types()[outcome_type or "not given"].standing
    if standing is Standing.OPEN and evidential_test is EvidentialTest.MET:
        return Standing.TEST_MET
    return standing
