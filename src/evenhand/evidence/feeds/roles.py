"""SG-12: exactly one role for each fact, and one that its outcome bears out."""

from evenhand.evidence.outcomes import CourtResult, caution_outcomes
from evenhand.evidence.vocabulary import Role
from evenhand.safeguards import Refused, upholds

_ROLES = frozenset(Role)
_HARMED = frozenset({Role.VICTIM, Role.WITNESS})


@upholds("SG-12")
def check_one_role(text: str) -> None:
    """Refuse a role that is empty, unknown, or several roles in one field (DPA 2018 s.38(3))."""
    if text not in _ROLES:
        raise Refused(
            "SG-12",
            f"The role must be exactly one of {', '.join(Role)}; this is '{text[:40]}'.",
            "Send one record for each role a person had.",
        )


@upholds("SG-12")
def check_role_agrees(role: Role, outcome_type: str | None, court_result: CourtResult | None) -> None:
    """Refuse a role that the outcome and the court result contradict."""
    if role is Role.CONVICTED and not _established(outcome_type, court_result):
        raise Refused(
            "SG-12",
            "The role is convicted, but there is neither a conviction nor a caution.",
            "Send the person as a suspect, or send the conviction.",
        )
    if role is Role.SUSPECT and court_result is CourtResult.CONVICTED:
        raise Refused("SG-12", "The role is suspect, but the court convicted.", "Send the person as convicted.")
    if role in _HARMED and court_result is not None:
        raise Refused("SG-12", f"A {role} has no court result.", "Send the court result with the suspect's record.")


def _established(outcome_type: str | None, court_result: CourtResult | None) -> bool:
    cautioned = outcome_type in caution_outcomes() and court_result is None
    return cautioned or court_result is CourtResult.CONVICTED
