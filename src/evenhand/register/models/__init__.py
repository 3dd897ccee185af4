"""The tables. Who may read or write which is in database/sql; what may be done with them is in actions/."""

from evenhand.register.models.accounts import Account
from evenhand.register.models.audit import AccountDeclaration, AuditQuestion, AuditSample, WatchedRecord
from evenhand.register.models.casework import Entry, Nomination, Review, SupportReferral
from evenhand.register.models.emergency import EmergencyRecord, EmergencyUse
from evenhand.register.models.erasure import ErasedRecord, Erasure
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
from evenhand.register.models.governance import (
    CharterVersion,
    Closure,
    InstrumentAdoption,
    LocalPolicy,
    Paper,
    Snapshot,
)
from evenhand.register.models.identity import HeldMatch, Link, Person
from evenhand.register.models.in_use import InUse
from evenhand.register.models.keys import ContentKey
from evenhand.register.models.ledger import (
    Access,
    LedgerAlarm,
    LedgerCheckpoint,
    LedgerCosignature,
    LedgerEntry,
    LedgerLeaf,
    LedgerMention,
    LedgerParticulars,
    LedgerTile,
)
from evenhand.register.models.looks import AccessLetter, LookDelay
from evenhand.register.models.scoring import ScoreRun, ScoreTotal
from evenhand.register.models.visits import Visit

__all__ = [
    "Access",
    "AccessLetter",
    "Account",
    "AccountDeclaration",
    "AuditQuestion",
    "AuditSample",
    "CharterVersion",
    "Closure",
    "ContentKey",
    "CorrectionRecord",
    "EmergencyRecord",
    "EmergencyUse",
    "Entry",
    "ErasedRecord",
    "Erasure",
    "Event",
    "HeldMatch",
    "Identification",
    "InUse",
    "InstrumentAdoption",
    "Intelligence",
    "LedgerAlarm",
    "LedgerCheckpoint",
    "LedgerCosignature",
    "LedgerEntry",
    "LedgerLeaf",
    "LedgerMention",
    "LedgerParticulars",
    "LedgerTile",
    "Link",
    "Listing",
    "Load",
    "LocalPolicy",
    "LookDelay",
    "Nomination",
    "Paper",
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
    "Visit",
    "WatchedRecord",
]
