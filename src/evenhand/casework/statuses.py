"""Three tables: what a nomination and an entry can be, what may follow what, and who may make it so."""

from enum import StrEnum


class NominationStatus(StrEnum):
    """A nomination waits for somebody else, and ends one way."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class EntryStatus(StrEnum):
    """An entry is in use, restricted (kept, used by nobody, given to nobody) or closed."""

    ACTIVE = "active"
    RESTRICTED = "restricted"
    CLOSED = "closed"


class Decision(StrEnum):
    """What a reviewer can say of a nomination."""

    ACCEPT = "accept"
    DECLINE = "decline"
    RETURN = "return"


class Actor(StrEnum):
    """Who may cause a change of status."""

    PROPOSER = "proposer"
    REVIEWER = "reviewer"
    CLOCK = "clock"  # a date passed, or a fact arrived that ends or restricts an entry; never one that opens it


NOMINATION_TRANSITIONS: dict[tuple[NominationStatus, NominationStatus], frozenset[Actor]] = {
    (NominationStatus.PROPOSED, NominationStatus.ACCEPTED): frozenset({Actor.REVIEWER}),
    (NominationStatus.PROPOSED, NominationStatus.DECLINED): frozenset({Actor.REVIEWER}),
    (NominationStatus.PROPOSED, NominationStatus.RETURNED): frozenset({Actor.REVIEWER}),
    (NominationStatus.PROPOSED, NominationStatus.WITHDRAWN): frozenset({Actor.PROPOSER, Actor.CLOCK}),
}

ENTRY_TRANSITIONS: dict[tuple[EntryStatus, EntryStatus], frozenset[Actor]] = {
    (EntryStatus.ACTIVE, EntryStatus.RESTRICTED): frozenset({Actor.REVIEWER, Actor.CLOCK}),
    (EntryStatus.ACTIVE, EntryStatus.CLOSED): frozenset({Actor.REVIEWER, Actor.CLOCK}),
    (EntryStatus.RESTRICTED, EntryStatus.CLOSED): frozenset({Actor.REVIEWER, Actor.CLOCK}),
}

DECISION_LEADS_TO: dict[Decision, NominationStatus] = {
    Decision.ACCEPT: NominationStatus.ACCEPTED,
    Decision.DECLINE: NominationStatus.DECLINED,
    Decision.RETURN: NominationStatus.RETURNED,
}
