"""Every address, walked by every kind of visitor: what shows somebody leaves exactly one entry, and nothing leaves two.

An address that nobody has sorted into one of the two sets below fails this test.
"""

import officers
import pytest
from django.urls import NoReverseMatch, get_resolver, reverse
from entering import enter, visitor, with_letter

from evenhand.ledger.events import EVENTS, Category
from evenhand.register.actions import disputes, support
from evenhand.register.acts import act
from evenhand.register.models import Entry, HeldMatch, LedgerEntry, Link, OutgoingLetter, QuarantinedRow

# What of somebody could be seen on a page: nobody else has these.
PERSONAL = ("Zyxworth", "Quellgate")
# At least one visitor is shown somebody here.
SHOWS = {
    "work", "register", "people", "person", "propose", "support", "decide", "identity", "identity-held",
    "quarantine-row", "quarantine-file", "emergency", "support-home", "support-going-on", "support-find",
    "support-person", "support-letter",
    "entry-review", "disputes", "dispute-decide", "outgoing",
    "outgoing-letter",
}  # fmt: skip
# Nobody is named here: public pages, signing in, forms, numbers, and what leads on to another page.
NAMES_NOBODY = {
    "about", "about-record", "audit-question", "audit-questions", "audit-watch", "audit-watch-end",
    "audit-watched", "clocks", "declare", "dispute", "emergency-acknowledge", "emergency-open", "emergency-record",
    "emergency-review", "emergency-uses", "erase", "erasure", "erasure-withdraw", "erasures", "evenness",
    "evenness-answer", "figures", "groups", "healthz",
    "identity-undo", "instrument", "letter", "letter-revoke", "log", "log-checkpoint", "look-delay", "look-lift",
    "mine", "mine-dispute", "mine-enter", "mine-leave", "mine-receipt", "mine-receipts", "mine-visits", "months",
    "nomination", "outgoing-sent", "overseen", "oversight", "papers", "policy", "purpose", "quarantine", "question",
    "safeguards", "second-factor", "second-factor-new", "sign-in", "sign-out", "start", "support-answer",
    "support-contact", "support-declined", "support-offer", "support-outcome", "support-plan", "support-referral",
    "withdraw",
}  # fmt: skip
# What is sent as a form, so that no name stands in an address.
SENT = {
    "people": {"words": "Zyxworth", "reason": "Asked by the duty inspector"},
    "support-find": {"words": "Avric Zyxworth", "born_on": "1998-05-17", "reason": "Their mother rang."},
    "emergency": {"words": "Zyxworth", "reason": "A man with a knife is at the door of their flat, now."},
}


@pytest.fixture
def world(register, tmp_path):
    """Somebody of whom there is everything: evidence, an inherited entry, a proposal, what they dispute, a letter, a
    held record, a row in quarantine."""
    about = {"family_name": "Zyxworth", "address_line": "9 Quellgate"}
    person = officers.violent(register, tmp_path, **about)
    register.load(tmp_path, "listings", {})
    number = officers.proposed(register, person)
    offered = officers.offered(register, person)
    support.refer(person=person, reasons="Hurt.", source="parent", **officers.helps(register))
    letter, dispute = disputed(register, person)
    twin = {"reference": "P2", "pnc_id": "", "family_name": "Zyxworth", "given_names": "Avric"}
    register.load(tmp_path, "people", twin, {"reference": "P3", "family_name": "Zyxworth", "born_on": "never"})
    with act("score:computed", by=register.account("register"), purpose="scoring", opens="everything"):
        return {
            "person": person,
            "nomination": number,
            "offer": offered,
            "link": Link.objects.filter(person_id=person).first().pk,
            "held": HeldMatch.objects.first().pk,
            "row": QuarantinedRow.objects.first().pk,
            "entry": Entry.objects.get(person_id=person).pk,
            "letter": letter,
            "dispute": dispute,
        }


def disputed(register, person):
    """The numbers of a letter about a dispute that was decided, and of another dispute, which is open."""
    by, said = register.account("dpo"), {"person": person, "purpose": "answer-person"}
    first = disputes.open_for(what="The second one was not me.", by=by, **said)
    reasons = "The court says the same as the record does, and no appeal was made."
    disputes.decide(dispute_id=first, finding="not-right", reasons=reasons, by=by, **said)
    second = disputes.open_for(what="It still was not me.", by=by, **said)
    with act("dispute:consulted", by=by, person=person, purpose="answer-person"):
        return OutgoingLetter.objects.get(person_id=person).pk, second


def address_of(name, arguments, world):
    """Its address in this world; what is a number elsewhere is the first one, and what is nothing else the proposal."""
    for known in (world, world | {"entry": 1}, dict.fromkeys(arguments, world["nomination"])):
        try:
            return reverse(name, kwargs={argument: known.get(argument, 1) for argument in arguments})
        except NoReverseMatch:
            continue
    raise LookupError(name)


def addresses():
    """Every name that an address has, with the arguments that it takes."""
    for name, forms in get_resolver().reverse_dict.lists():
        if isinstance(name, str):
            yield name, forms[0][0][0][1]  # as Django keeps them: for each form of the address, its parts


def visitors(register, tmp_path, person):
    """One of each kind."""
    yield "anybody", visitor()
    yield "the person", with_letter(register, tmp_path, person)
    for username in ("analyst", "reviewer", "inspector", "records", "dpo", "owner", "coordinator"):
        client = enter(username)
        client.post(f"/people/{person}", {"reason": "Asked by the duty inspector"})
        yield username, client


def left_since(number):
    return list(
        LedgerEntry.objects.using("auditor").filter(pk__gt=number).order_by("pk").values_list("event", flat=True)
    )


def last():
    return LedgerEntry.objects.using("auditor").latest("pk").pk


def test_every_address_is_sorted_into_one_of_the_sets():
    assert {name for name, _ in addresses()} == SHOWS | NAMES_NOBODY
    assert not SHOWS & NAMES_NOBODY


def test_whatever_shows_somebody_leaves_one_entry_and_nothing_leaves_two(register, world, tmp_path):
    shown, wrong = set(), []
    for who, client in visitors(register, tmp_path, world["person"]):
        for name, arguments in addresses():
            address = address_of(name, arguments, world)
            before = last()
            answer = client.post(address, SENT[name]) if name in SENT else client.get(address)
            left, page = left_since(before), answer.content.decode(errors="replace")
            seen = answer.status_code == 200 and any(token in page for token in PERSONAL)
            looks = [event for event in left if EVENTS[event].category is Category.CONSULTATION]
            if len(left) > 1 or (seen and len(looks) != 1):
                wrong.append((who, address, answer.status_code, left, "shown" if seen else "not shown"))
            shown |= {name} if seen else set()
    assert not wrong, "\n".join(map(str, wrong))
    assert shown == SHOWS, shown ^ SHOWS
