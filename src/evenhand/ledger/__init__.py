"""A tamper-evident log that outsiders verify on a bare Python."""

from evenhand.ledger.canonical import canonical
from evenhand.ledger.checkpoint import Checkpoint
from evenhand.ledger.entry import Entry, fresh_salt, instant, particulars_digest
from evenhand.ledger.events import EVENTS, Category, check_event
from evenhand.ledger.hashing import leaf_hash
from evenhand.ledger.mentions import mention_digest
from evenhand.ledger.tree import Frontier, root

__all__ = [
    "EVENTS",
    "Category",
    "Checkpoint",
    "Entry",
    "Frontier",
    "canonical",
    "check_event",
    "fresh_salt",
    "instant",
    "leaf_hash",
    "mention_digest",
    "particulars_digest",
    "root",
]
