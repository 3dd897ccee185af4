"""Listings: an inherited list. It confers nothing: each row is decided afresh by two people or let go."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from evenhand.evidence.feeds import fields, opinions
from evenhand.evidence.feeds.spec import COMMON, Column, FeedSpec, Keyed, not_in_future, not_later
from evenhand.evidence.vocabulary import Feed


class InheritedBand(StrEnum):
    """The band as the old list had it; it is shown as history and used for nothing."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ListingRow(Keyed):
    """One person on an inherited list."""

    person_reference: str
    listed_on: date
    band: InheritedBand
    basis: str | None
    last_reviewed_on: date | None
    area: str


SPEC = FeedSpec(
    Feed.LISTINGS,
    ListingRow,
    "Who an earlier list held. It confers nothing: each becomes a restricted entry that two people decide afresh.",
    (
        *COMMON,
        Column("person_reference", fields.short, "The `reference` of a people record of the same source."),
        Column("listed_on", fields.day, "The day the person was put on the old list."),
        Column("band", fields.choice(InheritedBand), "red, amber, green or none, as the old list had it."),
        Column("basis", fields.free, "Why, as far as the old list says.", required=False),
        Column("last_reviewed_on", fields.day, "The day of its last review, if there was one.", required=False),
        Column("area", fields.short, "The code of the area that held the old list."),
    ),
    (
        not_in_future("listed_on"),
        not_in_future("last_reviewed_on"),
        not_later("listed_on", "last_reviewed_on"),
        opinions.scanned("basis"),
    ),
)
