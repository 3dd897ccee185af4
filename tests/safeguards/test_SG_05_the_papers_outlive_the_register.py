"""SG-05: papers and log outlive the register by six months at least."""

from datetime import UTC, date, datetime, timedelta

import governing
import psycopg
import pytest
import sidedoor

from evenhand.casework.ages import months_after, months_before
from evenhand.register import clock
from evenhand.register.database import OWNER
from registered import Register

ATTEMPTS = (
    "DELETE FROM register_paper",
    "DELETE FROM register_paper WHERE kind = 'policy-document'",
    "UPDATE register_paper SET review_by = review_by + 1",
    "TRUNCATE register_paper",
)
KEPT = "sg_05_papers_are_kept"


def destroyed(register: Register, on: date) -> None:
    """A register that was closed and, on a day by the real clock, destroyed."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    with register.engine.superuser(register.database) as line:
        line.execute(
            "INSERT INTO register_closure (id, adopted_at, reasons, closed_on, access_until, destroyed_at,"
            " adopted_by_id, approved_by_id, destroyed_by_id, destruction_approved_by_id, certificate_digest)"
            " SELECT 1, %(at)s, '', %(on)s, %(on)s, %(at)s, o.id, d.id, o.id, d.id, ''"
            " FROM register_account o, register_account d WHERE o.username = 'owner' AND d.username = 'dpo'",
            {"at": at, "on": on},
        )


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_nobody_changes_or_removes_a_paper_while_the_register_is_there(register: Register, attempt: str) -> None:
    with sidedoor.stopped_by(KEPT), sidedoor.line(register, OWNER) as line:
        line.execute(attempt)
    with sidedoor.forbidden("table register_paper"), sidedoor.line(register) as line:
        line.execute(attempt)


def test_closing_the_register_changes_nothing_in_that(register: Register) -> None:
    governing.close(register)
    with sidedoor.stopped_by(KEPT), sidedoor.line(register, OWNER) as line:
        line.execute("DELETE FROM register_paper")


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_they_are_kept_until_six_months_after_it_was_destroyed(register: Register, days: int) -> None:
    # The database goes by its own clock here, and not by one that somebody could set.
    with clock.set_to(datetime.now(UTC)):
        today = clock.today()
    on = months_before(today, 6) - timedelta(days=days)
    over = months_after(on, 6) < today  # which is so on the day after; on the last of a month, a little before
    destroyed(register, on)
    if not over:
        with sidedoor.stopped_by(KEPT), sidedoor.line(register, OWNER) as line:
            line.execute("DELETE FROM register_paper")
        return
    with sidedoor.line(register, OWNER) as line:
        line.execute("DELETE FROM register_paper")
        assert sidedoor.count(line, "register_paper") == 0


@pytest.mark.parametrize("table", ["ledgerentry", "ledgerleaf", "ledgertile", "ledgercheckpoint"])
def test_the_log_is_kept_for_good_whatever_became_of_the_register(register: Register, table: str) -> None:
    destroyed(register, date(2020, 1, 1))
    for attempt in (f"DELETE FROM register_{table}", f"TRUNCATE register_{table} CASCADE"):
        with pytest.raises(psycopg.Error, match="append-only"), sidedoor.line(register, OWNER) as line:
            line.execute(attempt)
