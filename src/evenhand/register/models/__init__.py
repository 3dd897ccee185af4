"""The tables. Who may read or write which is in database/sql; what may be done with them is in actions/."""

# Made known to the framework, and not given on: only the support route works with it.
import evenhand.register.models.support  # noqa: F401
from evenhand.register.models.accounts import Account
from evenhand.register.models.audit import AccountDeclaration, AuditQuestion, AuditSample, WatchedRecord
from evenhand.register.models.casework import (
    BlindVote,
    DayRun,
    Entry,
    EntryReview,
    Nomination,
    Removal,
    Review,
)
from evenhand.register.models.disputes import Dispute, OutgoingLetter, RecipientNotice
from evenhand.register.models.emergency import EmergencyRecord, EmergencyUse
from evenhand.register.models.erasure import ErasedRecord, Erasure
from evenhand.register.models.evenness import EligiblePerson, EvennessAlarm, EvennessAnswer, EvennessDecision
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
    BenchmarkAdoption,
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
    "BenchmarkAdoption",
    "BlindVote",
    "CharterVersion",
    "Closure",
    "ContentKey",
    "CorrectionRecord",
    "DayRun",
    "Dispute",
    "EligiblePerson",
    "EmergencyRecord",
    "EmergencyUse",
    "Entry",
    "EntryReview",
    "ErasedRecord",
    "Erasure",
    "EvennessAlarm",
    "EvennessAnswer",
    "EvennessDecision",
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
    "OutgoingLetter",
    "Paper",
    "Person",
    "QuarantinedRow",
    "RecipientNotice",
    "Referral",
    "Removal",
    "Review",
    "ScoreRun",
    "ScoreTotal",
    "Snapshot",
    "SourceRecord",
    "StatusRecord",
    "Visit",
    "WatchedRecord",
]
