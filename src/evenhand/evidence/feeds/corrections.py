"""Corrections: what became of an event after it was recorded."""

from dataclasses import dataclass
from datetime import date

from evenhand.evidence.feeds import fields
from evenhand.evidence.feeds.spec import COMMON, Column, FeedSpec, Keyed, not_in_future
from evenhand.evidence.vocabulary import Correction, Feed


@dataclass(frozen=True, slots=True)
class CorrectionRow(Keyed):
    """One event that no longer counts, and since when."""

    event_reference: str
    correction: Correction
    decided_on: date
    source_document: str


SPEC = FeedSpec(
    Feed.CORRECTIONS,
    CorrectionRow,
    "Acquittals, decisions of no further action and cancelled crimes. Each takes the event's points to zero (SG-29).",
    (
        *COMMON,
        Column("event_reference", fields.short, "The `reference` of an events record of the same source."),
        Column("correction", fields.choice(Correction), "acquitted, no_further_action or cancelled."),
        Column("decided_on", fields.day, "The day it was decided."),
        Column("source_document", fields.short, "The reference of the document behind the record."),
    ),
    (not_in_future("decided_on"),),
)
