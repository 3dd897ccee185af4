"""Look-ups of one week, planted so that in each of them one thing stands out, and nothing in some."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from evenhand.register import clock, look_ups
from evenhand.register.actions import audit, noting, support
from evenhand.register.acts import act
from evenhand.register.models import AuditQuestion, Link
from evenhand.register.reads import person, search
from registered import Register

WEEK = date(2026, 11, 16)
# A Wednesday at noon.
NOON = datetime(2026, 11, 18, 12, tzinfo=look_ups.HERE)
AFTER = datetime(2026, 11, 23, 9, tzinfo=look_ups.HERE)
WHY = "The duty inspector asked before tonight's meeting."
ANSWER = "The duty inspector asked me for this before the meeting, and I told her what I saw."
SURNAMES = ["Braxaby", "Tolvidale", "Harlaside", "Wendekin", "Sarnawold", "Orlimore", "Quenby", "Ashdrake", "Fenlow"]


def people(register: Register, folder: Path, count: int = len(SURNAMES)) -> dict[str, UUID]:
    """P1, P2 and so on: each of a surname and a postcode of their own, about whom a school wrote on the Monday."""
    references = [f"P{number}" for number in range(1, count + 1)]
    register.load(
        folder,
        "people",
        *(
            {"reference": reference, "pnc_id": f"FX-{reference}", "family_name": SURNAMES[number % len(SURNAMES)],
             "given_names": f"Given{number}", "postcode": f"NM{number} 1AA",
             "area": "WES" if reference == "P6" else "OST"}
            for number, reference in enumerate(references)
        ),
    )  # fmt: skip
    concerned = [one for one in references if one not in ("P6", "P8")]
    register.load(folder, "referrals", *({"person_reference": one, "made_on": "2026-11-16"} for one in concerned))
    return dict(
        everything(
            register,
            lambda: list(
                Link.objects.filter(record__reference__in=references, undone_at=None).values_list(
                    "record__reference", "person_id"
                )
            ),
        )
    )


def looked(register: Register, who: UUID, at: datetime = NOON, by: str = "analyst") -> None:
    """An account opened a record."""
    with clock.set_to(at):
        person.page(person=who, reason=WHY, purpose="prevent-violence", by=register.account(by))


def plant(register: Register, them: dict[str, UUID]) -> dict[str, tuple[str, ...]]:
    """A look by the analyst at each of P1 to P8; what stands out in each."""
    analyst = register.account("analyst")
    with clock.set_to(NOON - timedelta(days=30)):
        noting.declare(
            declared={"record": ["nmp-crime P2"], "surname": ["HARLASIDE"], "postcode": ["nm3 1aa"]}, by=analyst
        )
    watch(register, them["P5"])
    with clock.set_to(NOON):
        support.refer(person=them["P6"], reasons="Asked for help himself.", purpose="offer-support", by=analyst)
    for reference in ("P1", "P2", "P3", "P4", "P5", "P6", "P8"):
        looked(register, them[reference])
    looked(register, them["P7"], NOON.replace(hour=23))
    return {
        "P1": (),
        "P2": ("own-record",),
        "P3": ("same-surname",),
        "P4": ("same-address",),
        "P5": ("draws-curiosity",),
        "P6": ("other-area",),
        "P7": ("out-of-hours",),
        "P8": ("no-work-due",),
    }


def watch(register: Register, who: UUID, **given: object) -> None:
    """Every look at a record is asked about for a month."""
    said = {"why": "in-the-news", "ends_on": date(2026, 12, 18), "purpose": "oversight", **given}
    with clock.set_to(NOON - timedelta(days=1)):
        noting.watch(person=who, by=register.account("dpo"), **said)


def searched(register: Register, words: str, by: str = "analyst", at: datetime = NOON) -> None:
    """An account searched."""
    with clock.set_to(at):
        search.find(words=words, reason=WHY, purpose="prevent-violence", by=register.account(by))


def drawn(register: Register, at: datetime = AFTER, week: date | None = None) -> list:
    """Draw what is due."""
    with clock.set_to(at):
        return audit.sample(by=register.account("register"), week=week)


def asked(register: Register) -> dict[tuple[str, UUID], tuple[str, ...]]:
    """What stands out in what is asked, by account and person."""
    rows = everything(register, lambda: list(AuditQuestion.objects.select_related("account").defer("answer")))
    return {(one.account.username, one.person_id): tuple(one.signals) for one in rows}


def question(register: Register, folder: Path) -> int:
    """The number of a question to the analyst about a look at P8."""
    them = people(register, folder, 8)
    looked(register, them["P8"])
    drawn(register)
    return int(everything(register, lambda: AuditQuestion.objects.defer("answer").get().pk))


def everything(register: Register, ask: Callable[[], Any]) -> Any:
    """What `ask` gives with every door open."""
    with act("score:computed", by=register.account("register"), purpose="scoring", opens="everything"):
        return ask()
