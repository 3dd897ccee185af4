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
    """An entry is in use, restricted (kept, used by nobody, given to nobody), at its end, or removed.

    The first three are worked out from facts and dates (`entry_status.status_of`) and are stored nowhere. Of a removed
    entry nothing is left but the day.
    """

    ACTIVE = "active"
    RESTRICTED = "restricted"
    ENDED = "ended"  # nothing is left to do but to take it away, which the day's clocks do
    REMOVED = "removed"


class Decision(StrEnum):
    """What a reviewer can say of a nomination."""

    ACCEPT = "accept"
    DECLINE = "decline"
    RETURN = "return"


class Outcome(StrEnum):
    """What a reviewer can say of an entry, the mildest for the person last: where two differ, the milder one stands."""

    RETAIN = "retain"
    RESTRICT = "restrict"
    CORRECT = "correct"
    REMOVE = "remove"


class Actor(StrEnum):
    """Who may cause a change of status."""

    PROPOSER = "proposer"
    REVIEWER = "reviewer"
    CONCERNED = "person concerned"  # says that something is not right
    CLOCK = "clock"  # a date passed, or a fact arrived that ends or restricts an entry; never one that opens it


NOMINATION_TRANSITIONS: dict[tuple[NominationStatus, NominationStatus], frozenset[Actor]] = {
    (NominationStatus.PROPOSED, NominationStatus.ACCEPTED): frozenset({Actor.REVIEWER}),
    (NominationStatus.PROPOSED, NominationStatus.DECLINED): frozenset({Actor.REVIEWER}),
    (NominationStatus.PROPOSED, NominationStatus.RETURNED): frozenset({Actor.REVIEWER}),
    (NominationStatus.PROPOSED, NominationStatus.WITHDRAWN): frozenset({Actor.PROPOSER, Actor.CLOCK}),
}

ENTRY_TRANSITIONS: dict[tuple[EntryStatus, EntryStatus], frozenset[Actor]] = {
    (EntryStatus.ACTIVE, EntryStatus.RESTRICTED): frozenset({Actor.REVIEWER, Actor.CONCERNED, Actor.CLOCK}),
    # Back into use by a review alone, or when a dispute was decided and the person was told first.
    (EntryStatus.RESTRICTED, EntryStatus.ACTIVE): frozenset({Actor.REVIEWER}),
    (EntryStatus.ACTIVE, EntryStatus.ENDED): frozenset({Actor.CLOCK}),
    (EntryStatus.RESTRICTED, EntryStatus.ENDED): frozenset({Actor.CLOCK}),
    (EntryStatus.ACTIVE, EntryStatus.REMOVED): frozenset({Actor.REVIEWER, Actor.CLOCK}),
    (EntryStatus.RESTRICTED, EntryStatus.REMOVED): frozenset({Actor.REVIEWER, Actor.CLOCK}),
    (EntryStatus.ENDED, EntryStatus.REMOVED): frozenset({Actor.REVIEWER, Actor.CLOCK}),
}

DECISION_LEADS_TO: dict[Decision, NominationStatus] = {
    Decision.ACCEPT: NominationStatus.ACCEPTED,
    Decision.DECLINE: NominationStatus.DECLINED,
    Decision.RETURN: NominationStatus.RETURNED,
}
