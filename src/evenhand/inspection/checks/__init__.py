"""The named checks: each makes one finding, also where it cannot be made, because silence is no clean result."""

from evenhand.inspection.checks import clocks, copies, harm, people, proxies
from evenhand.inspection.extract import Extract
from evenhand.inspection.finding import Finding

CHECKS = (*harm.CHECKS, *people.CHECKS, *clocks.CHECKS, *harm.RELEASES, *proxies.CHECKS)


def run(extract: Extract, other: Extract | None = None) -> tuple[Finding, ...]:
    """Make every named check in a fixed order. `other` is a second copy of the same register as at the same day."""
    return (*(check.finding(extract) for check in CHECKS), copies.disagreement(extract, other))
