"""The stages at which the register could fall unevenly, and what follows where it does and nobody says why."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.casework.ages import age_on, months_after, written
from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds

BASES = {"officer": "as officers recorded it", "self": "as people describe themselves"}


@dataclass(frozen=True, slots=True)
class Step:
    """A stage as a share: who came to it, of whom. Where `of` names several stages, nobody is at two of them."""

    stage: str
    of: tuple[str, ...]
    says: str
    among: str


STEPS = (
    Step("proposed", ("eligible",), "Proposed", "people who meet the rule of evidence"),
    Step("entered", ("decided",), "Accepted", "people about whose proposal somebody decided"),
    Step("listed-eligible", ("eligible",), "On the register", "people who meet the rule of evidence"),
    Step("retained", ("reviewed",), "Kept", "people whose entry was reviewed"),
    Step("restricted", ("listed",), "Restricted", "people on the register"),
    Step("removed", ("listed", "removed"), "Taken off", "people who are on the register or were taken off it"),
)
# Whose people are some of whose others: anybody can know that, so it is reckoned with before counts are published.
WITHIN = {
    "proposed": ("eligible",),
    "listed-eligible": ("eligible", "listed"),
    "entered": ("decided", "listed"),
    "retained": ("reviewed", "listed"),
    "restricted": ("listed",),
}
COUNTED = (
    *("eligible", "proposed", "decided", "entered", "listed", "listed-eligible", "reviewed", "retained"),
    *("restricted", "removed"),
)
Counts = Mapping[str, Mapping[str, int]]  # people, by stage and group
# Bands by the years, and by the months, at which they begin.
AGES = {0: "under 18", 18: "18 to 24", 25: "25 to 34", 35: "35 to 49", 50: "50 and older"}
TIMES = {
    0: "less than 3 months",
    3: "3 to 6 months",
    6: "6 to 12 months",
    12: "1 to 2 years",
    24: "2 years and longer",
}


class Verdict(StrEnum):
    """What a senior owner can decide about a difference that went on."""

    EXPLAINED = "explained"
    CHANGED = "changed"
    CLOSE = "close"


VERDICTS = {
    Verdict.EXPLAINED: "It is explained, and the register goes on",
    Verdict.CHANGED: "Something is changed, and the register goes on",
    Verdict.CLOSE: "The register is to be closed, and stands still until it is",
}


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An alarm that nobody had answered when it was raised, and about which nobody has decided since."""

    stage: str
    group: str
    basis: str
    as_at: date
    periods: int  # in how many counts running it was raised, this one among them


def age_band(born_on: date, day: date) -> str:
    """The band of somebody's age on a day."""
    age = age_on(born_on, day)
    return next(band for least, band in reversed(AGES.items()) if age >= least)


def time_band(since: date, day: date) -> str:
    """The band of how long something has lasted on a day."""
    return next(band for least, band in reversed(TIMES.items()) if not least or months_after(since, least) <= day)


def stage_of(name: str) -> Step:
    """The step of that name."""
    return next(step for step in STEPS if step.stage == name)


def unexplained(alarms: Iterable[Unanswered], policy: Policy) -> tuple[Unanswered, ...]:
    """The differences that went on for too many counts without a word, the oldest first."""
    most = policy.number("evenness_alarms_max")
    late = (one for one in alarms if one.periods >= most)
    return tuple(sorted(late, key=lambda one: (one.as_at, one.basis, one.stage, one.group)))


def in_words(one: Unanswered) -> str:
    """What went on, in a sentence."""
    step = stage_of(one.stage)
    return (
        f"{step.says}, of {step.among}: the group {one.group} ({BASES[one.basis]}) differed from everybody else in "
        f"{one.periods} counts running, the last on {written(one.as_at)}, and nobody has said why."
    )


@upholds("SG-40")
def check_compared(counts: Mapping[str, Counts], has_residents: bool) -> None:
    """Figures are published only where every step was compared between groups, by both ways of recording, and where
    there are residents to compare the register with as well.
    """
    missing = [f"{basis}: {stage}" for basis in BASES for stage in COUNTED if stage not in counts.get(basis, {})]
    if missing:
        raise Refused("SG-40", f"These were not counted by group: {', '.join(missing)}.", "Do not publish.")
    if not has_residents:
        raise Refused(
            "SG-40",
            "Nobody has said how many people of each group live here, so there is one comparison alone.",
            "The senior owner and a second person adopt a source of it (./eh adopt-benchmark).",
        )


@upholds("SG-40")
def check_benchmark(source: str, dated: date | None, groups: Mapping[str, int]) -> None:
    """Residents are compared with only where it is said who counted them and when, and where there is nobody in none of
    the groups.
    """
    if not source.strip() or dated is None:
        raise Refused("SG-40", "The table of residents does not say who counted them, and as at which day.")
    if len(groups) < 2 or min(groups.values()) < 1:
        raise Refused("SG-40", "The table of residents needs at least two ethnic groups with people in each.")


@upholds("SG-44")
def check_alarms_kept(uneven: Set[tuple[str, str, str]], kept: Set[tuple[str, str, str]]) -> None:
    """Figures are published only where every difference that has to be looked into is kept as an alarm. Both hold the
    way of recording, the step and the group.
    """
    if missing := sorted(uneven - kept):
        listed = "; ".join(", ".join(one) for one in missing)
        raise Refused("SG-44", f"No alarm was kept for: {listed}.", "Do not publish: find the fault.")


@upholds("SG-46")
def check_says_why(words: str, policy: Policy) -> None:
    """An answer, and a decision, are in writing: long enough to say something."""
    least = policy.number("reasons_min_characters")
    if len(words.strip()) < least:
        raise Refused("SG-46", f"That is {len(words.strip())} characters; {least} are the least that say why.")


@upholds("SG-46")
def check_something_to_decide(late: Sequence[Unanswered]) -> None:
    """Nothing is decided in advance."""
    if not late:
        raise Refused("SG-46", "No difference has gone on unexplained, so there is nothing to decide.")
