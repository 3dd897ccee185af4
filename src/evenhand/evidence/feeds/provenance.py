"""SG-27 and SG-28: a fact and an opinion are different things, and every item says where it comes from."""

from evenhand.evidence.vocabulary import Statement
from evenhand.safeguards import Refused, upholds

_STATEMENTS = frozenset(Statement)


@upholds("SG-28")
def check_provenance_given(what: str, text: str) -> None:
    """Refuse an item that does not give this part of its provenance (DPA 2018 s.38(5)(b))."""
    if not text:
        raise Refused("SG-28", f"The item gives no {what}.", "Ask the source for it; an ungraded item cannot be used.")


@upholds("SG-28")
def check_conditions_given(handling_code: str, conditions: str | None) -> None:
    """Refuse an item that may be passed on only with conditions (C) and does not say which."""
    if handling_code == "C" and not conditions:
        raise Refused("SG-28", "The handling code is C, but no handling conditions are given.", "Give them, or use P.")


@upholds("SG-27")
def check_fact_or_opinion(text: str) -> None:
    """Refuse an item that does not say whether it is a fact or an opinion (DPA 2018 s.38(2))."""
    if text not in _STATEMENTS:
        raise Refused("SG-27", "The item must say whether it is a fact or an opinion.")


@upholds("SG-27")
def check_opinion_has(what: str, statement: Statement, given: str | None) -> None:
    """Refuse an opinion without its author or its basis."""
    if statement is Statement.OPINION and not given:
        raise Refused("SG-27", f"An opinion needs its {what}.", f"Give the {what}, or leave the item out.")
