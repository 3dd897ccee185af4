"""What an entry is for: help comes first, and more than that needs reasons of its own (SG-36)."""

INTENTS = {
    "support": "To support them",
    "protect": "To protect them or somebody else",
    "disrupt": "To disrupt what they do",
}
DEFAULT = "support"
DISRUPT = "disrupt"


def why_not(intent: str, why_disruption: str, least: int) -> str:
    """Why an entry may not be for this; empty where it may. `least`: how many characters reasons must have."""
    if intent not in INTENTS:
        return f"{intent or 'Nothing'!r} is not something that an entry can be for."
    if intent == DISRUPT and len(why_disruption.strip()) < least:
        return f"Say why disruption is necessary and in proportion, in at least {least} characters."
    return ""
