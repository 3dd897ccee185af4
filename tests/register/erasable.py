"""One person about whom everything that the register can hold is held, with words that stand nowhere else."""

from pathlib import Path
from uuid import UUID

import steps

from evenhand.register import clock, visits
from evenhand.register.actions import emergency, erasure, identity, letters, scoring, support
from evenhand.register.models import HeldMatch
from evenhand.register.reads import person as person_reads
from evenhand.register.reads import search
from feedfiles import write_feed
from registered import Register

GIVEN, FAMILY = "Zephandrine", "Quorvexil"
NAME = f"{GIVEN} {FAMILY}"
BORN = "1991-03-29"
WORDS = (GIVEN, FAMILY, "Marrowglass", "QX97ZZ", "FXQ-918273", "CROQ-5546", "PRQ-20177")
DETAILS = {
    "given_names": f"{GIVEN} Ann", "family_name": FAMILY, "born_on": BORN, "address_line": "17 Marrowglass Yard",
    "postcode": "QX97ZZ", "pnc_id": "FXQ-918273", "cro_number": "CROQ-5546", "prison_number": "PRQ-20177",
    "ethnicity": "W1", "ethnicity_basis": "self", "sex": "female",
}  # fmt: skip
REASONS = f"{NAME} was convicted three times in seven months, each time of something graver than before."
# What the feeds say of them, in the order of loading.
FEEDS = (
    ("people", {"reference": "Q1", **DETAILS}),
    ("people", {**DETAILS, "reference": "CU-Q1", "source": "NMP-CUSTODY", "version": 1}),
    ("people", {"reference": "Q1", **DETAILS, "version": 2, "address_line": "2 Marrowglass Yard"}),
    *(("events", event) for event in steps.three_events("Q1", 4)),
    ("corrections", {"reference": "Q1-C", "event_reference": "Q1-E4"}),
    (
        "intelligence",
        {
            "reference": "Q1-I", "person_reference": "Q1", "content": f"{NAME} was seen at the station.",
            "handling_code": "C", "handling_conditions": f"Not to be told to {GIVEN}.", "statement": "opinion",
            "author": f"PC {FAMILY}", "basis": f"A talk with {NAME}.",
        },
    ),
    ("referrals", {"reference": "Q1-R", "person_reference": "Q1", "concern": f"{GIVEN} is afraid to walk home."}),
    ("status", {"reference": "Q1-S", "person_reference": "Q1", "status": "released"}),
    ("listings", {"reference": "Q1-L", "person_reference": "Q1", "basis": f"Unit meeting on {FAMILY}."}),
)  # fmt: skip
# Rows that cannot be used: they stay in quarantine, whole.
REFUSED = (
    ("people", {"reference": "Q1", **DETAILS, "version": "first"}),
    ("people", {"reference": "Q7", **DETAILS, "born_on": f"on {BORN}"}),
    ("intelligence", {"reference": "Q1-I2", "person_reference": "Q1", "content": f"{NAME} again.", "currency": "?"}),
)


def live(register: Register, folder: Path) -> UUID:
    """Load, look, propose, decide and search, with the person's name wherever somebody can type."""
    load(register, folder)
    person, by = steps.whose("Q1"), register.account("analyst")
    steps.decide(register, person, steps.propose(register, person, reasons=REASONS, welfare=f"{GIVEN} was heard."))
    support.refer(person=person, reasons=f"{NAME} asked for help.", purpose="offer-support", by=by)
    search.find(words=f"{GIVEN} {FAMILY}", reason=f"A call about {NAME}.", purpose=steps.PURPOSE, by=by)
    why = f"The mother of {NAME} came to the desk."
    visits.begin(person=person, purpose=steps.PURPOSE, reason=why, session="s" * 32, by=by)
    person_reads.page(person=person, reason=why, purpose=steps.PURPOSE, by=by)
    letters.hand_out(person=person, how_checked=f"{GIVEN} came.", purpose="oversight", by=register.account("dpo"))
    _emergency(register, person)
    _help(register, person)
    _doubt(register, folder, person)
    scoring.score_everybody(by=register.account("register"), as_at=clock.today())
    return person


def _emergency(register: Register, person: UUID) -> None:
    """Somebody opens their record in an emergency, and somebody else reviews that, both naming them."""
    said = f"A man with a knife is at the door of {NAME}."
    use = emergency.open_record(person=person, reason=said, by=register.account("records"))
    why = {"finding": "justified", "reasons": f"The desk confirms that {NAME} was in danger.", "purpose": "oversight"}
    with clock.set_to(use.until):
        emergency.review(use=use.pk, by=register.account("dpo"), **why)


def _help(register: Register, person: UUID) -> None:
    """Somebody offers them help and notes what becomes of it, naming them each time."""
    helps = {"person": person, "purpose": "offer-support", "by": register.account("coordinator")}
    today = clock.today()
    support.refer(reasons=f"The mother of {NAME} rang.", source="parent", **helps)
    offer = support.make_offer(kind="housing", how="call", offered_on=today, **helps)
    support.record_answer(offer=offer, answer="accepted", answered_on=today, **helps)
    support.write_plan(plan=f"{GIVEN} moves away from Marrowglass Yard.", **helps)
    support.record_contact(contact_on=today, kind="meeting", note=f"{NAME} came.", **helps)
    support.record_outcome(offer=offer, outcome="completed", ended_on=today, note=f"{NAME} has moved.", **helps)


def load(register: Register, folder: Path) -> list[object]:
    """Load all that the feeds say of them; the tallies."""
    return [register.load(folder / "in", feed, row) for feed, row in (*FEEDS, *REFUSED)]


def _doubt(register: Register, folder: Path, person: UUID) -> None:
    """Records that are held because they may be theirs: one is decided to be theirs, one waits."""
    for number in ("H1", "H2"):
        shared = {"pnc_id": "FXQ-918273", "born_on": "1990-01-01"}
        register.load(folder, "people", {"reference": number, "given_names": "Odd", "family_name": "Namling", **shared})
    held = steps.seen(lambda: HeldMatch.objects.filter(decided_at=None).earliest("pk").pk)
    reason = f"{NAME} uses that name too."
    identity.settle(
        held_id=held, person=person, reason=reason, purpose="resolve-identity", by=register.account("records")
    )


def propose(register: Register, person: UUID) -> UUID:
    """Propose to erase them."""
    return erasure.propose(
        person=person,
        ground="right",
        reason=f"{NAME} asked for it, and nothing speaks against it any more.",
        purpose="oversight",
        by=register.account("dpo"),
    )


def erase(register: Register, person: UUID) -> erasure.Erased:
    """Propose and sign."""
    number = propose(register, person)
    return erasure.sign(erasure=number, person=person, purpose="oversight", by=register.account("owner"))


def named_file(register: Register, folder: Path) -> Path:
    """A file that has their name in its own."""
    path = write_feed(folder, "people", ({"reference": "Z1", "family_name": "Elsewhere", "pnc_id": "FX-Z1"},))
    return path.rename(path.with_name(f"{FAMILY} {GIVEN}.csv"))


def is_found(register: Register) -> int:
    """How many people a search finds by their name."""
    by = register.account("analyst")
    return search.find(words=f"{GIVEN} {FAMILY}", reason="A call.", purpose=steps.PURPOSE, by=by).total
