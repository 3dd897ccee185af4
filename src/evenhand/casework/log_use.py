"""What the log of who looked may be used for: what the Data Protection Act 2018, section 62, names and nothing else."""

from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds

# Subsection (4). The policy holds the list; a place may leave one out and add none.
USES = {
    "lawfulness": "To verify that the register is used lawfully",
    "self-monitoring": "To watch over our own use of it, internal disciplinary proceedings included",
    "integrity": "To see that the data are whole and secure",
    "criminal-proceedings": "For the purposes of criminal proceedings",
}
# The weekly sample reads the log for this.
SELF_MONITORING = "self-monitoring"
# Subsection (5): the log is made available to the Commissioner on request.
COMMISSIONER = "commissioner"
SAYS = USES | {COMMISSIONER: "Asked for by the Information Commissioner"}


def says(use: str) -> str:
    """A use in plain words; a code that is none of them as it is."""
    return SAYS.get(use, use)


def allowed(policy: Policy) -> tuple[str, ...]:
    """Every use that the log may be read for. No place can leave out the weekly sample, or the Commissioner."""
    return tuple(dict.fromkeys([*policy.words("log_uses"), SELF_MONITORING, COMMISSIONER]))


@upholds("SG-57")
def check_use(use: str, policy: Policy) -> None:
    """Refuse to read the log for anything else: how much somebody works, statistics of staff, curiosity."""
    if use not in allowed(policy):
        raise Refused(
            "SG-57",
            f"The log cannot be read for {use or 'no use'!r}.",
            f"It can be read for: {', '.join(allowed(policy))}.",
        )
