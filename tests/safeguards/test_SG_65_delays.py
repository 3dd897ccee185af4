"""SG-65: a delay has a ground, a named authoriser who did not look, and an end soon; the database refuses any other."""

from datetime import timedelta
from uuid import UUID

import casefile
import looking
import pytest
import sidedoor

from evenhand.casework import policy
from evenhand.casework.looks import GROUNDS
from evenhand.register import clock
from evenhand.register.acts import NotAllowed
from evenhand.register.database import APPLICATION, OWNER
from registered import Register

MOST = policy.load().number("look_delay_days_max")
ROLES = pytest.mark.parametrize("role", [APPLICATION, OWNER])


@pytest.mark.parametrize("days", [1, MOST])
def test_allows_a_delay_up_to_the_limit(peopled: Register, days: int) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    made = looking.delay(peopled, whose, looking.look(peopled, whose), days)
    assert (made.authoriser, made.ends_on) == (peopled.account("dpo"), casefile.TODAY + timedelta(days=days))


@pytest.mark.parametrize("days", [0, MOST + 1])
def test_refuses_a_delay_that_does_not_end_or_ends_late(peopled: Register, days: int) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose)
    with casefile.refused(peopled, "SG-65", "ends between"):
        looking.delay(peopled, whose, entry, days)


def test_refuses_another_ground(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose)
    with casefile.refused(peopled, "SG-65", "not a ground"):
        looking.delay(peopled, whose, entry, ground="embarrassing")


def test_refuses_a_delay_without_reasons(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose)
    with casefile.refused(peopled, "SG-65", "Say why"):
        looking.delay(peopled, whose, entry, reasons="Because.")


def test_refuses_whoever_looked(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    looking.oversee(peopled, whose)
    entry = max(looking.in_log(peopled, whose))
    with casefile.refused(peopled, "SG-65", "done by you"):
        looking.delay(peopled, whose, entry)


def test_refuses_to_hide_a_visit_at_the_persons_own_door(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    looking.shown(whose)
    entry = max(looking.in_log(peopled, whose))
    with casefile.refused(peopled, "SG-65", "never held back"):
        looking.delay(peopled, whose, entry)


def test_refuses_everybody_but_the_data_protection_officer(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose)
    for username in ("analyst", "reviewer", "inspector", "records", "owner"):
        with pytest.raises(NotAllowed):
            looking.delay(peopled, whose, entry, by=username)


def test_there_is_nothing_to_hold_back_in_an_entry_about_somebody_else(peopled: Register) -> None:
    one, other = (sidedoor.person_of(peopled, name) for name in ("P1", "P3"))
    with pytest.raises(LookupError, match="no such entry"):
        looking.delay(peopled, one, looking.look(peopled, other))


def test_a_delay_is_one_entry_with_its_ground_and_its_end(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose)
    before = set(looking.in_log(peopled, whose))
    looking.delay(peopled, whose, entry, 7)
    [added] = set(looking.in_log(peopled, whose)) - before
    facts = looking.facts_of(added)
    assert facts == {"look": entry, "ground": "crime", "ends_on": str(casefile.TODAY + timedelta(days=7))}


def _insert(register: Register, role: str, whose: UUID, entry: int, **changed: object) -> None:
    fine = {
        "ground": "crime",
        "authoriser_id": register.account("dpo").pk,
        "made_on": clock.today(),
        "ends_on": clock.today() + timedelta(days=7),
    }
    with sidedoor.line(register, role, opens="person", subject=whose) as line:
        sidedoor.insert(line, "register_lookdelay", entry_id=entry, person_id=whose, **(fine | changed))


@ROLES
def test_the_database_takes_what_is_right(peopled: Register, role: str) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose)
    for ground in GROUNDS:
        _insert(peopled, role, whose, entry, ground=ground)
    assert entry not in looking.shown(whose)


@ROLES
@pytest.mark.parametrize("ground", ["", "embarrassing"])
def test_the_database_refuses_another_ground(peopled: Register, role: str, ground: str) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose)
    with sidedoor.stopped_by("sg_65_ground_is_one_of_five"):
        _insert(peopled, role, whose, entry, ground=ground)


@ROLES
@pytest.mark.parametrize("days", [0, -3, MOST + 1])
def test_the_database_refuses_an_end_that_is_past_or_late(peopled: Register, role: str, days: int) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose)
    with sidedoor.stopped_by("sg_65_delay_ends_soon"):
        _insert(peopled, role, whose, entry, ends_on=clock.today() + timedelta(days=days))


@ROLES
def test_the_database_refuses_a_delay_without_an_end(peopled: Register, role: str) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose)
    with pytest.raises(Exception, match='null value in column "ends_on"'):
        _insert(peopled, role, whose, entry, ends_on=None)


@ROLES
def test_the_database_refuses_whoever_looked(peopled: Register, role: str) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    entry = looking.look(peopled, whose, "analyst")
    with sidedoor.stopped_by("sg_65_authoriser_is_not_the_looker"):
        _insert(peopled, role, whose, entry, authoriser_id=peopled.account("analyst").pk)


@ROLES
def test_the_database_refuses_a_delay_of_what_is_not_about_them(peopled: Register, role: str) -> None:
    one, other = (sidedoor.person_of(peopled, name) for name in ("P1", "P3"))
    entry = looking.look(peopled, other)
    with sidedoor.stopped_by("sg_65_delay_is_of_an_act_on_them"):
        _insert(peopled, role, one, entry)


def test_a_delay_cannot_be_stretched_nor_removed(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    looking.delay(peopled, whose, looking.look(peopled, whose))
    for attempt in ("UPDATE register_lookdelay SET ends_on = ends_on + 1", "DELETE FROM register_lookdelay"):
        with (
            sidedoor.forbidden("table register_lookdelay"),
            sidedoor.line(peopled, opens="person", subject=whose) as line,
        ):
            line.execute(attempt)


def test_a_lifted_delay_does_not_come_back(peopled: Register) -> None:
    whose = sidedoor.person_of(peopled, "P1")
    looking.delay(peopled, whose, looking.look(peopled, whose))
    with sidedoor.line(peopled, opens="person", subject=whose) as line:
        line.execute("UPDATE register_lookdelay SET lifted_at = now() WHERE lifted_at IS NULL")
    with sidedoor.stopped_by("sg_65_lifted_stays_lifted"), sidedoor.line(peopled, OWNER) as line:
        line.execute("UPDATE register_lookdelay SET lifted_at = NULL")
