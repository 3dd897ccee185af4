"""How often the alarms of unequal treatment ring for nothing, and from what difference and size on they ring at all."""

from collections.abc import Iterator, Mapping

from evenhand.inspection import power
from evenhand.inspection.intervals import Interval

RATES = {"listed": 0.1, "kept": 0.8, "shared": 0.3}
PARTS = {"A": 0.55, "B": 0.2, "C": 0.15, "D": 0.08, "E": 0.02}
SIZES = (300, 1_000, 3_000, 10_000, 30_000)
PLANTED = ("listed", "C")


def lines(months: int, seed: int) -> Iterator[str]:
    """Invent so many months of registers of several sizes, and report a line at a time."""
    rates = ", ".join(f"{stage} {rate:.0%}" for stage, rate in RATES.items())
    parts = ", ".join(f"{part:.0%}" for part in PARTS.values())
    yield f"{months:,} months each, five groups of {parts}; {rates}."
    yield "All treated alike: months with any alarm (must be at most 5 %):"
    for people in SIZES:
        yield f"  {people:>7,} people  {_in_words(power.false_alarms(_groups(people), RATES, months, seed))}"
    stage, group = PLANTED
    yield f'A difference planted at "{stage}" for one group ({PARTS[group]:.0%} of all): months whose alarm names it:'
    yield "  people in the group  " + "".join(f"{f'ratio {ratio}':>12}" for ratio in power.RATIOS) + "   elsewhere"
    for people in SIZES:
        found = power.power(_groups(people), RATES, stage, group, months, seed)
        shares = "".join(f"{one.rang.value:>12.1%}" for one in found)
        yield f"  {_groups(people)[group]:>19,}  {shares}{max(one.elsewhere.value for one in found):>12.1%}"
    yield "  elsewhere: months in which an alarm named another stage, where nothing was planted; the worst of the five."


def _groups(people: int) -> Mapping[str, int]:
    return {group: round(people * part) for group, part in PARTS.items()}


def _in_words(share: Interval) -> str:
    return f"{share.value:6.2%} (95 % interval {share.low:.2%} to {share.high:.2%})"
