"""May somebody be erased: one proposes it on a ground that the law knows, another signs."""

from dataclasses import dataclass

from evenhand.casework.policy import Policy

# Data Protection Act 2018, sections 39 and 47.
GROUNDS = {
    "right": "The law gives them a right to be erased (section 47)",
    "time-is-up": "They may not be kept any longer (section 39)",
    "by-mistake": "Their record should never have been taken in (section 47)",
}


@dataclass(frozen=True, slots=True)
class ErasureFacts:
    """A proposal to erase somebody. `proposer` and `signer` are account numbers; no `signer` before it is signed."""

    ground: str
    reason: str
    proposer: int
    proposer_is_a_person: bool
    signer: int | None = None
    signer_is_a_person: bool = True


def check_proposal(facts: ErasureFacts, policy: Policy) -> None:
    """Raise ValueError, in a sentence, for a proposal on no ground, without reasons, or made by software."""
    if not facts.proposer_is_a_person:
        raise ValueError("Only a person can propose to erase somebody.")
    if facts.ground not in GROUNDS:
        raise ValueError("Choose one of the grounds on which the law has somebody erased.")
    least = policy.number("reasons_min_characters")
    if len(facts.reason.strip()) < least:
        raise ValueError(f"Say why, in at least {least} characters.")


def check_signature(facts: ErasureFacts) -> None:
    """Raise ValueError, in a sentence, unless somebody else signs, and is a person."""
    if not facts.signer_is_a_person:
        raise ValueError("Only a person can sign that somebody is erased.")
    if facts.signer == facts.proposer:
        raise ValueError("You proposed this, so somebody else must sign it.")
