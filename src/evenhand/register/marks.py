"""The mark on whatever is shown or given out: for whom it was made, when, and where the log has it (SG-26)."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from evenhand.evidence.feeds import marked
from evenhand.ledger.entry import instant
from evenhand.register import clock
from evenhand.register.models import Account
from evenhand.register.roles import ROLES
from evenhand.scoring.wording import day

_HERE = ZoneInfo("Europe/London")


def on_page(account: Account, looks: Sequence[int] = ()) -> str:
    """The mark of a page as a sentence. `looks` are the numbers of the accesses that it was made under."""
    now = clock.now().astimezone(_HERE)
    who = [f"{account.display_name} (account {account.pk})", ROLES[account.role].name, account.body]
    made = f"Made for {', '.join(filter(None, who))}, on {day(now)} at {now:%H:%M}."
    if not looks:
        return made
    return f"{made} Number{'s' if len(looks) > 1 else ''} {' and '.join(map(str, looks))} in the log."


def in_file(account: Account, look: int) -> str:
    """The mark in a file that was made under an access of that number."""
    when, where = instant(clock.now()), f"number {look} in the log"
    return marked.mark(account.pk, account.display_name, account.body, when, where)
