"""Referrals: another body asks for help for somebody. They lead to the support route, never to a score."""

from dataclasses import dataclass
from datetime import date

from evenhand.evidence.feeds import fields, opinions
from evenhand.evidence.feeds.spec import COMMON, Column, FeedSpec, Keyed, not_in_future
from evenhand.evidence.vocabulary import Body, Feed, Statement


@dataclass(frozen=True, slots=True)
class ReferralRow(Keyed):
    """One request for help for one person."""

    person_reference: str
    body: Body
    made_on: date
    statement: Statement
    author: str | None
    basis: str | None
    concern: str
    source_document: str


SPEC = FeedSpec(
    Feed.REFERRALS,
    ReferralRow,
    "A council, a school, a health body or a youth service asks for help for a person. It scores nothing.",
    (
        *COMMON,
        Column("person_reference", fields.short, "The `reference` of a people record of the same source."),
        Column("body", fields.choice(Body), "council, school, health or youth_service."),
        Column("made_on", fields.day, "The day the referral was made."),
        opinions.STATEMENT,
        opinions.AUTHOR,
        opinions.BASIS,
        Column("concern", fields.free, "What help is asked for, and why."),
        Column("source_document", fields.short, "The reference of the document behind the referral."),
    ),
    (not_in_future("made_on"), *opinions.SIGNED, opinions.scanned("basis"), opinions.scanned("concern")),
)
