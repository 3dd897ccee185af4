"""SG-24: of a removed entry nothing is left but the day; only something new brings somebody back."""

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import casefile
import pytest
import sidedoor

from evenhand.casework import policy, removal
from evenhand.casework.statuses import Outcome
from evenhand.register.database import OWNER
from evenhand.safeguards import Refused
from registered import Register

POLICY = policy.load()
DAY = timedelta(days=1)
REMOVED = date(2026, 11, 23)
CASEWORK = ("entry", "entryreview", "nomination", "review", "blindvote", "listing")


@pytest.mark.parametrize(("days", "refused"), [(-1, True), (0, True), (1, False)])
def test_refuses_what_did_not_happen_after_the_removal(days: int, refused: bool) -> None:
    cited = [REMOVED - 100 * DAY, REMOVED + timedelta(days=days)]
    if refused:
        with pytest.raises(Refused, match="SG-24: This person was taken off the register on 2026-11-23"):
            removal.check_something_new(REMOVED, cited)
    else:
        removal.check_something_new(REMOVED, cited)
    removal.check_something_new(None, cited)


def left(register: Register) -> dict[str, int]:
    """How many rows of each table of the casework there are."""
    with sidedoor.line(register, OWNER) as line:
        return {table: sidedoor.count(line, f"register_{table}") for table in CASEWORK}


def removed(register: Register, folder: Path) -> UUID:
    """Somebody who was on an old list, put on afresh, kept once and then removed."""
    person = casefile.eligible(register, folder)
    register.load(folder, "listings", {"listed_on": "2026-01-01"})
    entry = casefile.enter(register, person)
    casefile.review_entry(register, entry)
    assert casefile.review_entry(register, entry, Outcome.REMOVE, by="reviewer") is Outcome.REMOVE
    return person


def test_nothing_is_left_but_the_day(register: Register, tmp_path: Path) -> None:
    person = removed(register, tmp_path)
    assert set(left(register).values()) == {0}
    with sidedoor.line(register, OWNER) as line:
        rows = line.execute("SELECT person_id, origin, why, removed_on FROM register_removal").fetchall()
    assert rows == [(person, "decided", "review", REMOVED)]
    assert casefile.told("entry:closed", person) == 2  # the inherited one made way, then the decided one


def test_no_list_shows_who_was_removed(register: Register, tmp_path: Path) -> None:
    person = removed(register, tmp_path)
    with sidedoor.line(register, opens="index") as line:
        assert sidedoor.count(line, "register_removal") == 0
    with sidedoor.line(register, opens="person", subject=person) as line:
        assert sidedoor.count(line, "register_removal") == 1


def test_nobody_comes_back_without_something_new(register: Register, tmp_path: Path) -> None:
    person = removed(register, tmp_path)
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-24", "nothing that is cited happened since"):
        casefile.propose(register, person, cited)
    with casefile.on(REMOVED + 2 * DAY):
        new = {
            **casefile.events(count=1)[0],
            "reference": "NEW",
            "occurred_on": "2026-11-24",
            "recorded_on": "2026-11-25",
        }
        register.load(tmp_path, "events", new)
        assert casefile.enter(register, person).opened_on == date(2026, 11, 25)


def test_an_old_list_that_is_loaded_again_brings_nobody_back(register: Register, tmp_path: Path) -> None:
    person = removed(register, tmp_path)
    told = register.load(tmp_path, "listings", {"listed_on": "2026-01-01", "reference": "AGAIN"}).consequences
    assert "1 people of the old list were removed here before, and were not taken over (SG-24)." in told
    assert casefile.today_of(person) is None
    assert left(register)["listing"] == 0


def test_the_same_row_of_an_old_list_is_left_out_and_counted(register: Register, tmp_path: Path) -> None:
    removed(register, tmp_path)
    tally = register.load(tmp_path, "listings", {"listed_on": "2026-01-01"})
    assert (tally.seen, tally.loaded, tally.withheld) == (1, 0, 1)


def test_even_the_day_is_forgotten_when_it_can_matter_no_more(register: Register, tmp_path: Path) -> None:
    person = removed(register, tmp_path)
    for day, forgotten in ((date(2028, 11, 22), {}), (date(2028, 11, 23), {"removals forgotten": 1})):
        with casefile.on(day):
            assert casefile.run_day(register) == forgotten
    assert casefile.told("removal:forgotten", person) == 1


def test_the_database_forgets_no_day_too_early(register: Register, tmp_path: Path) -> None:
    removed(register, tmp_path)
    with sidedoor.stopped_by("sg_24_the_day_is_kept"), sidedoor.line(register, opens="everything") as line:
        line.execute("SELECT forget_removal((SELECT id FROM register_removal), '2028-11-22')")


def test_the_database_takes_no_entry_that_rests_on_nothing_new(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    with sidedoor.line(register, OWNER) as line:
        line.execute(
            "INSERT INTO register_removal (person_id, origin, why, area, opened_on, removed_on)"
            " VALUES (%s, 'decided', 'review', 'OST', '2026-11-01', '2026-11-22')",
            [entry.person_id],
        )
        line.execute("CREATE TABLE kept AS SELECT * FROM register_entry")
        line.execute("DELETE FROM register_entry")
    for role, opens in ((OWNER, ""), ("evenhand_application", "everything")):
        with sidedoor.line(register, OWNER) as line:
            line.execute("GRANT SELECT ON kept TO evenhand_application")
        with sidedoor.stopped_by("sg_24_something_new"), sidedoor.line(register, role, opens=opens) as line:
            line.execute("INSERT INTO register_entry SELECT * FROM kept")


def test_the_application_takes_no_entry_away_but_by_removal(life: Register) -> None:
    for table in ("register_entry", "register_removal", "register_nomination"):
        with sidedoor.forbidden(f"table {table}"), sidedoor.line(life, opens="everything") as line:
            line.execute(f"DELETE FROM {table}")


def test_an_entry_that_was_decided_here_is_never_replaced_without_a_day(register: Register, tmp_path: Path) -> None:
    casefile.enter(register, casefile.eligible(register, tmp_path))
    with sidedoor.stopped_by("sg_24_the_day_is_kept"), sidedoor.line(register, opens="everything") as line:
        line.execute("SELECT remove_entry((SELECT id FROM register_entry), 'replaced', %s, '{}')", [REMOVED])


def test_nothing_is_removed_through_a_shut_door(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    with pytest.raises(sidedoor.psycopg.errors.InsufficientPrivilege), sidedoor.line(register) as line:
        line.execute("SELECT remove_entry(%s, 'review', %s, '{}')", [entry.pk, REMOVED])
