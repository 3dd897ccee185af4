"""A register in which there are people of two groups, and somebody who decides about them one way or the other."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import casefile

from evenhand.casework.statuses import Decision
from registered import Register

WHITE, BLACK = {"ethnicity": "1", "ethnicity_basis": "officer"}, {"ethnicity": "3", "ethnicity_basis": "officer"}


def eligible(register: Register, folder: Path, groups: Mapping[str, Mapping[str, str]]) -> dict[str, UUID]:
    """People who meet the rule of evidence, by reference, loaded at once. `groups`: what is recorded of each."""
    register.load(folder, "people", *(casefile.record(one, **given) for one, given in groups.items()))
    register.load(folder, "events", *(event for one in groups for event in casefile.events(one)))
    return {one: casefile.person_of(one) for one in groups}


def of_both(count: int) -> dict[str, Mapping[str, str]]:
    """So many of each group."""
    return {f"{letter}{n}": given for letter, given in (("W", WHITE), ("B", BLACK)) for n in range(count)}


def decided(register: Register, people: Mapping[str, UUID], accepts: frozenset[str] | set[str]) -> None:
    """Each is proposed; who is in `accepts` is accepted, and the others are declined."""
    for name, person in people.items():
        decision = Decision.ACCEPT if name in accepts else Decision.DECLINE
        casefile.decide(register, person, casefile.propose(register, person), decision=decision)
