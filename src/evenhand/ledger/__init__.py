"""A tamper-evident log that outsiders verify on a bare Python."""

from evenhand.ledger.canonical import canonical
from evenhand.ledger.chain import GENESIS, leaf_hash, link
from evenhand.ledger.entry import Entry, fresh_salt, instant, particulars_digest
from evenhand.ledger.events import EVENTS, Category, check_event
from evenhand.ledger.export import export_line, read_export
from evenhand.ledger.tree import Frontier, root
from evenhand.ledger.verify import StoredEntry, Unreadable, Verdict, verify

__all__ = [
    "EVENTS",
    "GENESIS",
    "Category",
    "Entry",
    "Frontier",
    "StoredEntry",
    "Unreadable",
    "Verdict",
    "canonical",
    "check_event",
    "export_line",
    "fresh_salt",
    "instant",
    "leaf_hash",
    "link",
    "particulars_digest",
    "read_export",
    "root",
    "verify",
]
