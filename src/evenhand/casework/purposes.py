"""What a record may be opened for."""

from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds


@upholds("SG-66")
def check_purpose(purpose: str, policy: Policy) -> None:
    """Refuse to open a record for anything that the policy does not name; there is no purpose such as sentencing."""
    if purpose not in policy.words("purposes"):
        raise Refused("SG-66", f"A record cannot be opened for {purpose or 'no purpose'!r}.", "Choose a purpose first.")
