"""What the register itself must have before it may hold anybody, and what it must tell the public."""

from dataclasses import dataclass, fields

from evenhand.safeguards import Refused, upholds


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
