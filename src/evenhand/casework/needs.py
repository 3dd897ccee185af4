"""What each act asks of the register: that it is in use, that it can at least be looked at, or nothing.

One table. A line is an event of the ledger or the stage before the colon, and the event goes before its stage. What is
not in the table needs a register in use, unless it is a look: so whoever adds an event and forgets this table is
refused while a paper is out of date, and never let through.
"""

from enum import StrEnum

from evenhand.ledger.events import EVENTS, Category


class Needs(StrEnum):
    """How much of the register has to be in order for an act."""

    WRITING = "writing"  # it takes in, changes, combines or gives away
    READING = "reading"  # it looks, or takes something away, or offers help
    NOTHING = "nothing"  # it answers people, watches over the register, or keeps it in order


TABLE = {
    # Setting the register up, keeping it in order, ending it.
    **dict.fromkeys(
        ("account", "benchmark", "charter", "instrument", "ledger", "paper", "policy", "witness"), Needs.NOTHING
    ),
    **dict.fromkeys(("register:backed_up", "register:closed", "register:destroyed"), Needs.NOTHING),
    **dict.fromkeys(("register:reopened", "register:restored"), Needs.NOTHING),
    **dict.fromkeys(("access:unfinished", "evenness", "extract", "figures", "safeguard:refused"), Needs.NOTHING),
    # Answering people, and asking about look-ups.
    **dict.fromkeys(("audit", "dispute", "erasure", "letter", "look", "looks", "rights"), Needs.NOTHING),
    **dict.fromkeys(("person:erased", "person:key_tried", "person:saw_own_looks"), Needs.NOTHING),
    "person:took_receipt": Needs.NOTHING,
    **dict.fromkeys(("emergency:acknowledged", "emergency:review_read", "emergency:reviewed"), Needs.NOTHING),
    # The clocks, which only ever end or set aside something.
    "day": Needs.NOTHING,
    # Taking somebody off, taking something back, setting something aside.
    # A review can remove somebody. To keep somebody takes a register in use, which the review itself asks for.
    **dict.fromkeys(("entry:closed", "entry:restricted", "entry:review_due", "entry:reviewed"), Needs.READING),
    **dict.fromkeys(("nomination:withdrawn", "review:declined", "review:returned"), Needs.READING),
    **dict.fromkeys(("correction", "status"), Needs.READING),
    # Help goes on; taking somebody new onto the support route does not.
    "support": Needs.READING,
    "support:referred": Needs.WRITING,
    # A record opened in an emergency is looked at, and nothing in it is changed.
    "emergency:opened": Needs.READING,
}
# The feeds that say who was cleared and who died, which must not wait.
LOWERING_FEEDS = frozenset({"corrections", "status"})


def of(event: str, *, feed: object = None, answers_people: bool = False) -> Needs:
    """What an act of this event asks of the register. `feed`: which one a load is of. `answers_people`: whoever acts is
    there to answer people, and has to find them for that.
    """
    if event == "feed:loaded" and feed in LOWERING_FEEDS:
        return Needs.READING
    if event == "person:searched" and answers_people:
        return Needs.NOTHING
    named = TABLE.get(event) or TABLE.get(event.partition(":")[0])
    if named:
        return named
    happening = EVENTS.get(event)
    return Needs.READING if happening and happening.category is Category.CONSULTATION else Needs.WRITING
