"""What the register itself must have before it may hold anybody, and what it must tell the public."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from evenhand.safeguards import Refused, upholds

PublicFigures = Mapping[str, Any]  # as register/reads/figures counts them: what is published, and hashed


@dataclass(frozen=True, slots=True)
class Charter:
    """What a register is for, on what basis, who answers for it, and how somebody can complain."""

    name: str = ""
    purpose: str = ""
    legal_basis: str = ""
    senior_owner: str = ""
    controller: str = ""
    data_protection_officer: str = ""
    recipients: str = ""
    retention: str = ""
    rights: str = ""
    complaints: str = ""
    criteria: str = ""


REQUIRED_TO_HOLD_ANYBODY = {
    "purpose": "a statement of its purpose",
    "legal_basis": "a legal basis",
    "senior_owner": "a named senior owner",
}


@upholds("SG-01")
def check_register_may_hold_anybody(charter: Charter | None) -> None:
    """No purpose, no legal basis or no owner: no entries."""
    missing = [words for field, words in REQUIRED_TO_HOLD_ANYBODY.items() if not getattr(charter, field, "").strip()]
    if missing:
        raise Refused("SG-01", f"The register lacks {' and '.join(missing)}.", "The senior owner must adopt a charter.")


@upholds("SG-47")
def check_public_notice(charter: Charter | None) -> None:
    """The public notice is whole, or it is not published as if it were."""
    charter = charter or Charter()
    empty = [field.name.replace("_", " ") for field in fields(charter) if not getattr(charter, field.name).strip()]
    if empty:
        raise Refused("SG-47", f"The public notice says nothing about: {', '.join(empty)}.")


@upholds("SG-61")
def check_signed_by_two(adopted_by: int, approved_by: int) -> None:
    """A charter, an instrument or local settings are adopted by two people, given as account numbers."""
    if adopted_by == approved_by:
        raise Refused("SG-61", "Two people must sign, and this is one.", "Ask somebody else to sign with you.")


@upholds("SG-61")
def check_signed_by_owner_and_officer(roles: frozenset[str]) -> None:
    """The papers, and the end of the register, are signed by the senior owner and the data protection officer."""
    if roles != {"owner", "dpo"}:
        raise Refused("SG-61", "The senior owner and the data protection officer sign this together.")


@upholds("SG-42")
def check_public_figures(figures: PublicFigures) -> None:
    """Figures are published only when every count of the same people comes to the same size."""
    size = figures["size"]
    whole = {
        "decided and inherited": figures["decided"] + figures["inherited"],
        "bands": sum(figures["bands"].values()),
    }
    wrong = [f"{name} come to {count}" for name, count in whole.items() if count != size]
    wrong += [
        f"{name} is {figures[name]}" for name in ("zero", "restricted", "overdue") if not 0 <= figures[name] <= size
    ]
    if wrong:
        raise Refused("SG-42", f"The size is {size}, but {' and '.join(wrong)}.", "Do not publish it: find the fault.")
