"""Status: custody, release and death, so that nobody writes to the dead or offers help at the wrong door (SG-25)."""

from dataclasses import dataclass
from datetime import date

from evenhand.evidence.feeds import fields
from evenhand.evidence.feeds.spec import COMMON, Column, FeedSpec, Keyed, not_in_future
from evenhand.evidence.vocabulary import Feed, StatusChange


@dataclass(frozen=True, slots=True)
class StatusRow(Keyed):
    """One change in one person's situation."""

    person_reference: str
    status: StatusChange
    effective_on: date
    source_document: str


SPEC = FeedSpec(
    Feed.STATUS,
    StatusRow,
    "Who is in custody, was released or has died. A death closes everything at once (SG-25).",
    (
        *COMMON,
        Column("person_reference", fields.short, "The `reference` of a people record of the same source."),
        Column("status", fields.choice(StatusChange), "in_custody, released or died."),
        Column("effective_on", fields.day, "Since when."),
        Column("source_document", fields.short, "The reference of the document behind the record."),
    ),
    (not_in_future("effective_on"),),
)
