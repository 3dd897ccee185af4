"""The tables. Who may read or write which is in database/sql; what may be done with them is in actions/."""

from evenhand.register.models.accounts import Account
from evenhand.register.models.casework import Entry, Nomination, Review, SupportReferral
from evenhand.register.models.feeds import (
    CorrectionRecord,
    Event,
    Identification,
    Intelligence,
    Listing,
    Load,
    QuarantinedRow,
    Referral,
    SourceRecord,
    StatusRecord,
)
from evenhand.register.models.governance import CharterVersion, InstrumentAdoption, LocalPolicy, Snapshot
from evenhand.register.models.identity import HeldMatch, Link, Person
from evenhand.register.models.ledger import LedgerEntry, LedgerLeaf, LedgerParticulars
from evenhand.register.models.scoring import ScoreRun, ScoreTotal

__all__ = [
    "Account",
    "CharterVersion",
    "CorrectionRecord",
    "Entry",
    "Event",
    "HeldMatch",
    "Identification",
    "InstrumentAdoption",
    "Intelligence",
    "LedgerEntry",
    "LedgerLeaf",
    "LedgerParticulars",
    "Link",
    "Listing",
    "Load",
    "LocalPolicy",
    "Nomination",
    "Person",
    "QuarantinedRow",
    "Referral",
    "Review",
    "ScoreRun",
    "ScoreTotal",
    "Snapshot",
    "SourceRecord",
    "StatusRecord",
    "SupportReferral",
]
