"""What a load sets off in the same transaction: links, closed entries, changed scores, inherited entries."""

from collections.abc import Callable

from evenhand.evidence.vocabulary import Feed
from evenhand.register import corrections, deaths, inheritance, linking
from evenhand.register.models import Account, Load


def of_load(load: Load, by: Account) -> tuple[str, ...]:
    """Carry out what follows from a load; a sentence for each thing that happened."""
    follow = _BY_FEED.get(Feed(load.feed))
    return follow(load, by) if follow else ()


def _people(_: Load, by: Account) -> tuple[str, ...]:
    linked = linking.link_new_records(by)
    return (
        f"{linked.joined} records joined to a person already known, {linked.new} new people, "
        f"{linked.held} held for somebody to decide.",
        *inheritance.inherit(by),
    )


_BY_FEED: dict[Feed, Callable[[Load, Account], tuple[str, ...]]] = {
    Feed.PEOPLE: _people,
    Feed.STATUS: lambda _, by: deaths.close_entries_of_the_dead(by),
    Feed.EVENTS: corrections.apply_events,
    Feed.CORRECTIONS: corrections.apply,
    Feed.LISTINGS: lambda _, by: inheritance.inherit(by),
}
