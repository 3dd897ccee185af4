"""SG-44: people with the same evidence are compared between groups at every step, and a difference raises an alarm."""

from datetime import date
from pathlib import Path

import casefile
import evenly
import pytest

from evenhand.casework import evenness as rules
from evenhand.register import evenness
from evenhand.register.models import EvennessAlarm, LedgerEntry, Snapshot
from evenhand.register.reads import figures
from evenhand.safeguards import Refused
from registered import Register

EACH = 12


@pytest.fixture
def biased(register: Register, tmp_path: Path) -> Register:
    """One who decides accepts everybody of one group and hardly anybody of the other, on the same evidence."""
    people = evenly.eligible(register, tmp_path, evenly.of_both(EACH))
    evenly.decided(register, people, {name for name in people if name.startswith("W") or name in ("B0", "B1")})
    return register


def publish(register: Register) -> Snapshot:
    return figures.publish(as_at=casefile.TODAY, by=register.account("register"))


def test_a_biased_approver_raises_an_alarm_that_names_the_step(biased: Register) -> None:
    publish(biased)
    raised = {(one.stage, one.category): one for one in EvennessAlarm.objects.all()}
    assert {("entered", "Black"), ("entered", "White")} <= set(raised)
    assert {stage for stage, _ in raised} == {"entered", "listed-eligible"}
    black = raised["entered", "Black"]
    assert (black.basis, black.among, black.people, black.ratio, black.periods) == ("officer", "decided", 10, 0.2, 1)
    assert black.adjusted < 0.01
    assert LedgerEntry.objects.using("auditor").filter(event="evenness:alarmed").count() == len(raised)


def test_an_even_handed_approver_raises_none(register: Register, tmp_path: Path) -> None:
    people = evenly.eligible(register, tmp_path, evenly.of_both(EACH))
    evenly.decided(register, people, {name for name in people if int(name[1:]) % 2})
    publish(register)
    assert not EvennessAlarm.objects.exists()


def test_the_same_alarm_is_kept_once_a_month(biased: Register) -> None:
    publish(biased)
    kept = EvennessAlarm.objects.count()
    publish(biased)
    assert EvennessAlarm.objects.count() == kept


def test_alarms_of_months_running_are_counted(biased: Register) -> None:
    publish(biased)
    with casefile.on(date(2026, 12, 1)):
        figures.publish(as_at=date(2026, 12, 1), by=biased.account("register"))
    again = EvennessAlarm.objects.get(stage="entered", category="Black", as_at=date(2026, 12, 1))
    assert (again.periods, again.first_as_at) == (2, casefile.TODAY)


def test_refuses_figures_whose_alarms_are_not_kept(biased: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evenness, "raise_alarms", lambda *_: set())
    with pytest.raises(Refused, match=r"SG-44.*officer, entered, Black"):
        publish(biased)
    assert not Snapshot.objects.exists()


def test_allows_figures_whose_alarms_are_kept() -> None:
    one = ("officer", "entered", "Black")
    rules.check_alarms_kept({one}, {one, ("self", "entered", "Black")})
    with pytest.raises(Refused, match="SG-44"):
        rules.check_alarms_kept({one}, {("self", "entered", "Black")})
