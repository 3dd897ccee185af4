"""Every kind of file that can be loaded, in the order in which they must be."""

from evenhand.evidence.feeds import corrections, events, intelligence, listings, people, referrals, status
from evenhand.evidence.feeds.spec import FeedSpec
from evenhand.evidence.vocabulary import Feed

SPECS: dict[Feed, FeedSpec] = {
    spec.feed: spec
    for spec in (
        people.SPEC,
        events.SPEC,
        corrections.SPEC,
        intelligence.SPEC,
        referrals.SPEC,
        status.SPEC,
        listings.SPEC,
    )
}
