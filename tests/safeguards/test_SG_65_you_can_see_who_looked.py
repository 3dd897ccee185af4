"""SG-65: what a person is shown is all that the log says was done with their record, but for what is held back."""

import json
import random
from collections import Counter
from datetime import timedelta
from uuid import UUID

import casefile
import looking
import pytest
import sidedoor

from evenhand.casework import policy
from evenhand.register import clock
from evenhand.register.actions import looks
from evenhand.register.models import Account, LedgerEntry
from evenhand.register.reads import own, search
from evenhand.safeguards import Refused
from registered import Register

MOST = policy.load().number("look_delay_days_max")


@pytest.mark.parametrize("seed", range(4))
def test_what_was_done_and_what_is_shown_are_the_same(peopled: Register, seed: int) -> None:
    chance = random.Random(seed)
    people = [sidedoor.person_of(peopled, one) for one in ("P1", "P3")]
    for _ in range(40):
        looking.anything(peopled, chance, chance.choice(people))
    for one in people:
        assert len(looking.in_log(peopled, one)) > 20, "more than one page"
        assert looking.missing(peopled, one) == set()


@pytest.mark.parametrize("seed", range(2))
def test_missing_is_exactly_what_is_held_back_on_every_day(peopled: Register, seed: int) -> None:
    chance = random.Random(seed)
    whose = sidedoor.person_of(peopled, "P1")
    for _ in range(15):
        looking.anything(peopled, chance, whose)
    ends: dict[int, int] = {}
    for entry in chance.sample(_may_wait(peopled, whose), 6):
        ends[entry] = chance.randint(1, MOST)
        looking.delay(peopled, whose, entry, ends[entry])
        # The entry that says that it is held back is told with it.
        ends[_newest(peopled, whose, "look:delayed")] = ends[entry]
    for day in sorted({0, *ends.values(), *(end - 1 for end in ends.values()), MOST + 1}):
        with clock.set_to(casefile.NOON + timedelta(days=day)):
            assert looking.missing(peopled, whose) == {entry for entry, end in ends.items() if day < end}


def _may_wait(register: Register, whose: UUID) -> list[int]:
    kept = {"person:saw_own_looks", "letter:handed_out", "person:key_tried"}
    dpo = f"account:{register.account('dpo').pk}"
    by_dpo = set(LedgerEntry.objects.using("auditor").filter(actor=dpo).values_list("pk", flat=True))
    return [
        number
        for number, event in looking.in_log(register, whose).items()
        if event not in kept and number not in by_dpo
    ]


def _newest(register: Register, whose: UUID, event: str) -> int:
    return max(number for number, happened in looking.in_log(register, whose).items() if happened == event)


def test_a_look_appears_on_its_day_by_itself(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose)
    looking.delay(peopled, whose, entry, 7)
    for day, told in ((6, False), (7, True), (8, True)):
        with clock.set_to(casefile.NOON + timedelta(days=day)):
            assert (entry in looking.shown(whose)) is told


def test_while_it_is_held_back_nothing_tells_of_it_not_even_a_renewal(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry, before = looking.look(peopled, whose), _telling(whose)
    looking.delay(peopled, whose, entry, 7)
    with pytest.raises(Refused, match="Say why"):
        looking.delay(peopled, whose, entry, 7, reasons="Longer.")
    with clock.set_to(casefile.NOON + timedelta(days=6)):
        looking.delay(peopled, whose, entry, 7)
    with clock.set_to(casefile.NOON + timedelta(days=12)):
        assert entry not in looking.shown(whose)
        assert _telling(whose) == before
    with clock.set_to(casefile.NOON + timedelta(days=13)):
        assert _telling(whose) == before + Counter({"look:delayed": 2, "safeguard:refused": 1})
        assert looking.missing(peopled, whose) == set()


def _telling(whose: UUID) -> Counter[str]:
    """How often the person is shown something from which they could tell that a look was held back."""
    events = Counter(look.event for look in looking.shown(whose).values())
    return Counter({event: events[event] for event in ("look:delayed", "safeguard:refused") if events[event]})


def test_a_delay_that_is_lifted_ends_at_once(peopled: Register) -> None:
    whose, dpo = sidedoor.person_of(peopled, "P1"), peopled.account("dpo")
    entry = looking.look(peopled, whose)
    looking.delay(peopled, whose, entry, 7)
    looks.lift(entry=entry, person=whose, purpose="oversight", by=dpo)
    told = looking.shown(whose)
    assert {"look:delayed", "look:delay_lifted"} <= {look.event for look in told.values()}
    assert looking.missing(peopled, whose) == set()
    with pytest.raises(LookupError, match="not being held back"):
        looks.lift(entry=entry, person=whose, purpose="oversight", by=dpo)


def test_one_persons_delay_holds_nothing_back_from_another(peopled: Register) -> None:
    one, other = (sidedoor.person_of(peopled, name) for name in ("P1", "P3"))
    search.find(words="Brax", reason="A call.", purpose=casefile.PURPOSE, by=peopled.account("analyst"))
    [entry] = [max(looking.in_log(peopled, one))]
    assert entry in looking.in_log(peopled, other)
    looking.delay(peopled, one, entry)
    assert entry not in looking.shown(one)
    assert entry in looking.shown(other)


def test_a_line_says_when_what_for_and_by_which_number_role_and_body_and_no_name(peopled: Register) -> None:
    whose, analyst = sidedoor.person_of(peopled, "P1"), peopled.account("analyst")
    number = looking.look(peopled, whose)
    line = looking.shown(whose)[number]
    assert (line.at, line.purpose) == (casefile.NOON, casefile.PURPOSE)
    assert (line.account, line.role, line.body) == (analyst.pk, "analyst", "Northmarch Police")
    assert not line.listed
    assert analyst.display_name not in repr(line)


def test_whoever_was_only_among_those_shown_is_told_that_and_no_more(peopled: Register) -> None:
    one, other = (sidedoor.person_of(peopled, name) for name in ("P1", "P3"))
    search.find(
        words="Braxabyp", reason="About P3 and her brother.", purpose="offer-support", by=peopled.account("analyst")
    )
    number = max(looking.in_log(peopled, one))
    line = looking.shown(one)[number]
    assert line.listed
    assert "P3" not in repr(line)
    assert str(other) not in repr(line)


def test_no_entry_that_a_person_is_shown_holds_anything_of_another(peopled: Register) -> None:
    chance = random.Random(7)
    people = {name: sidedoor.person_of(peopled, name) for name in ("P1", "P3")}
    for _ in range(60):
        looking.anything(peopled, chance, chance.choice(list(people.values())))
    for name, whose in people.items():
        [(other, others)] = [(one, number) for one, number in people.items() if one != name]
        for number in looking.in_log(peopled, whose):
            body = LedgerEntry.objects.using("auditor").get(pk=number).body
            assert not {str(others), others.hex} & set(map(str, json.loads(body)["facts"].values()))
            assert str(others) not in body
            assert f'"{other}' not in body
            assert f"braxaby{other.lower()}" not in body.lower()


def test_the_persons_own_look_is_one_entry_about_them_and_work_on_everybody_is_counted(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    before = LedgerEntry.objects.using("auditor").count()
    seen = own.who_looked(person=whose, number=1)
    assert LedgerEntry.objects.using("auditor").count() == before + 1
    newest = LedgerEntry.objects.using("auditor").latest("pk")
    assert (newest.event, newest.subject) == ("person:saw_own_looks", whose)
    assert newest.actor == f"account:{Account.objects.get(username='person-concerned').pk}"
    in_truth = {
        one.event
        for one in LedgerEntry.objects.using("auditor").filter(subject=None)
        if json.loads(one.body)["facts"].get("opens") in {"everything", "log"}
    }
    assert in_truth
    assert len(seen.on_everybody) == len(in_truth)
