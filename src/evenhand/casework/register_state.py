"""The state of the register, worked out of facts and dates in one place, and what it stops."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from evenhand.casework import evenness
from evenhand.casework.ages import months_after, written
from evenhand.casework.evenness import Unanswered
from evenhand.casework.needs import Needs
from evenhand.casework.papers import NAMES, WHO_ACTS, Kind, Paper
from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds


class State(StrEnum):
    """What can be done with the register."""

    NOT_READY = "not-ready"
    IN_USE = "in-use"
    READ_ONLY = "read-only"
    ANSWERING_ONLY = "answering-only"
    DESTROYED = "destroyed"


SAYS = {
    State.NOT_READY: "The register is not ready: it takes in no data and holds nobody new until its papers are there.",
    State.IN_USE: "The register is in use.",
    State.READ_ONLY: "The register is read-only: it can be looked at and things can be taken off it, and nothing is "
    "added.",
    State.ANSWERING_ONLY: "The register is closed: it only answers the people whom it is about.",
    State.DESTROYED: "The register was destroyed: it holds nobody.",
}
CHARTER = "charter"


@dataclass(frozen=True, slots=True)
class RegisterFacts:
    """What the state follows from. `papers` are those in force today, the newest of each kind."""

    today: date
    papers: Mapping[Kind, Paper]
    charter_since: date | None = None  # when one was first adopted
    closed_on: date | None = None
    access_until: date | None = None
    destroyed_on: date | None = None
    unanswered: tuple[Unanswered, ...] = ()  # alarms, that a stage falls unevenly, with no word on why


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that stops a part of the work: which promise, what, since when (None: it never was there)."""

    safeguard: str
    what: str
    since: date | None
    says: str
    instead: str = WHO_ACTS


@dataclass(frozen=True, slots=True)
class Standing:
    """How the register stands: its state, why, and the day by which each paper is due."""

    state: State
    faults: tuple[Fault, ...]
    due: Mapping[Kind, date | None]
    access_until: date | None = None

    def fault(self, safeguard: str) -> Fault | None:
        """What is wrong in the name of that promise, if anything is."""
        return next((one for one in self.faults if one.safeguard == safeguard), None)

    @property
    def lapsed(self) -> bool:
        """Whether it was not justified for so long that it can only be closed."""
        return self.state is State.ANSWERING_ONLY and self.fault("SG-60") is None


def standing(facts: RegisterFacts, policy: Policy) -> Standing:
    """How the register stands today."""
    due = _due(facts, policy)
    faults = [
        fault for fault in (_closed(facts), *_papers(facts), _unjustified(facts, due), _uneven(facts, policy)) if fault
    ]
    if facts.charter_since is None:
        faults.append(Fault("SG-01", CHARTER, None, "The register has no charter.", "The senior owner must adopt one."))
    return Standing(_state(facts, faults, due, policy), tuple(faults), due, facts.access_until)


def _due(facts: RegisterFacts, policy: Policy) -> dict[Kind, date | None]:
    due = {kind: facts.papers[kind].review_by if kind in facts.papers else None for kind in Kind}
    if due[Kind.JUSTIFICATION] is None and facts.charter_since:
        # A new register has a year before it has to show for the first time that it is worth having.
        due[Kind.JUSTIFICATION] = months_after(facts.charter_since, policy.number("justification_months"))
    return due


def _closed(facts: RegisterFacts) -> Fault | None:
    if facts.closed_on is None:
        return None
    says = f"The register was closed on {written(facts.closed_on)}."
    return Fault("SG-60", "register", facts.closed_on, says, "It only answers the people whom it is about.")


def _papers(facts: RegisterFacts) -> list[Fault | None]:
    return [_overdue("SG-02", Kind.IMPACT, facts), _overdue("SG-03", Kind.EQUALITY, facts)]


def _overdue(safeguard: str, kind: Kind, facts: RegisterFacts) -> Fault | None:
    paper = facts.papers.get(kind)
    if paper is None:
        return Fault(safeguard, kind, None, f"The register has no {NAMES[kind]}.")
    return _late(safeguard, kind, paper.review_by, facts.today)


def _late(safeguard: str, kind: Kind, last: date, today: date) -> Fault | None:
    if today <= last:
        return None
    return Fault(safeguard, kind, last + timedelta(days=1), f"The {NAMES[kind]} was good until {written(last)}.")


def _unjustified(facts: RegisterFacts, due: Mapping[Kind, date | None]) -> Fault | None:
    last = due[Kind.JUSTIFICATION]
    if last is None or facts.today <= last:
        return None
    since = last + timedelta(days=1)
    return Fault(
        "SG-58", Kind.JUSTIFICATION, since, f"The register had to show by {written(last)} that it is still needed."
    )


def _uneven(facts: RegisterFacts, policy: Policy) -> Fault | None:
    late = evenness.unexplained(facts.unanswered, policy)
    if not late:
        return None
    instead = "The senior owner has to decide in writing (on the page Is it even-handed)."
    return Fault("SG-46", "evenness", late[0].as_at, " ".join(map(evenness.in_words, late)), instead)


def _state(facts: RegisterFacts, faults: list[Fault], due: Mapping[Kind, date | None], policy: Policy) -> State:
    if facts.destroyed_on:
        return State.DESTROYED
    if facts.closed_on or _has_lapsed(facts.today, due[Kind.JUSTIFICATION], policy):
        return State.ANSWERING_ONLY
    if any(fault.since is None for fault in faults):
        return State.NOT_READY
    return State.READ_ONLY if faults else State.IN_USE


def _has_lapsed(today: date, last: date | None, policy: Policy) -> bool:
    return last is not None and today > last + timedelta(days=policy.number("justification_lapse_days"))


def check(needs: Needs, stands: Standing) -> None:
    """Refuse an act that the register's state does not allow, in the name of the promise that stops it."""
    check_not_closed(needs, stands)
    check_assessed(needs, stands)
    check_analysed(needs, stands)
    check_justified(needs, stands)
    check_explained(needs, stands)


@upholds("SG-60")
def check_not_closed(needs: Needs, stands: Standing) -> None:
    """A closed register answers people, and does nothing else."""
    if needs is not Needs.NOTHING and (fault := stands.fault("SG-60")):
        raise Refused("SG-60", fault.says, fault.instead)


@upholds("SG-02")
def check_assessed(needs: Needs, stands: Standing) -> None:
    """Without an impact assessment in date nothing is taken in, changed or combined."""
    if needs is Needs.WRITING and (fault := stands.fault("SG-02")):
        raise Refused("SG-02", fault.says, fault.instead)


@upholds("SG-03")
def check_analysed(needs: Needs, stands: Standing) -> None:
    """Nor without an equality analysis in date."""
    if needs is Needs.WRITING and (fault := stands.fault("SG-03")):
        raise Refused("SG-03", fault.says, fault.instead)


@upholds("SG-58")
def check_justified(needs: Needs, stands: Standing) -> None:
    """A register that was not justified in time is read-only; after some time more it only answers people."""
    fault = stands.fault("SG-58")
    if fault and (needs is Needs.WRITING or (needs is Needs.READING and stands.lapsed)):
        instead = "It was not justified for so long that it can only be closed." if stands.lapsed else fault.instead
        raise Refused("SG-58", fault.says, instead)


@upholds("SG-46")
def check_explained(needs: Needs, stands: Standing) -> None:
    """While a difference between groups goes on unexplained nothing is taken in, changed or combined."""
    if needs is Needs.WRITING and (fault := stands.fault("SG-46")):
        raise Refused("SG-46", fault.says, fault.instead)


@upholds("SG-58")
def check_may_still_be_justified(paper: Paper, stands: Standing) -> None:
    """What lapsed is not brought back by a paper."""
    if paper.kind is Kind.JUSTIFICATION and stands.lapsed:
        raise Refused(
            "SG-58",
            "The register was not justified in time, and the time in which that could be put right is over.",
            "It can only be closed (./eh close-register).",
        )
