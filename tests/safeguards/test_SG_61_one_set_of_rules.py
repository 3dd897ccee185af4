"""SG-61: a local setting is stricter or it is refused, and two people sign every change."""

from datetime import timedelta
from pathlib import Path

import casefile
import pytest
import sidedoor

import world
from evenhand.casework import governance as rules
from evenhand.casework import policy, policy_history
from evenhand.casework.governance import Charter
from evenhand.casework.policy_history import Change
from evenhand.register import clock, governance
from evenhand.register.actions import accounts, closing, papers
from evenhand.register.actions import governance as actions
from evenhand.register.database import OWNER
from evenhand.register.models import LocalPolicy
from evenhand.safeguards import Refused
from registered import Register

FLOOR = policy.load()
NUMBERS = [setting for setting in FLOOR.settings.values() if isinstance(setting.value, int)]
LISTS = [setting for setting in FLOOR.settings.values() if isinstance(setting.value, tuple)]


def adopt(register: Register, settings: dict[str, int | list[str]], *, approved_by: str = "dpo") -> None:
    actions.adopt_local_policy(
        settings=settings, by=register.account("owner"), approved_by=register.account(approved_by)
    )


@pytest.mark.parametrize("setting", NUMBERS, ids=lambda one: one.name)
def test_every_number_can_be_made_stricter_and_not_looser_by_one(setting: policy.Setting) -> None:
    step = 1 if setting.tighter == "higher" else -1
    policy.check_only_tightens(FLOOR, {setting.name: setting.value})
    policy.check_only_tightens(FLOOR, {setting.name: setting.value + step})
    with pytest.raises(Refused, match="SG-61") as caught:
        policy.check_only_tightens(FLOOR, {setting.name: setting.value - step})
    assert f"{setting.value - step} would loosen it" in caught.value.because


@pytest.mark.parametrize("setting", LISTS, ids=lambda one: one.name)
def test_every_list_can_be_made_shorter_and_not_longer(setting: policy.Setting) -> None:
    policy.check_only_tightens(FLOOR, {setting.name: setting.value[1:]})
    policy.check_only_tightens(FLOOR, {setting.name: ()})
    with pytest.raises(Refused, match="SG-61"):
        policy.check_only_tightens(FLOOR, {setting.name: (*setting.value, "another")})


@pytest.mark.parametrize("value", [True, "3", ("3",), -1])
def test_refuses_what_is_no_number_at_all(value: object) -> None:
    with pytest.raises(Refused, match="SG-61"):
        policy.check_only_tightens(FLOOR, {"review_days_adult": value})


def test_refuses_a_setting_that_the_published_policy_does_not_have() -> None:
    with pytest.raises(Refused, match="SG-61: There is no setting called reviews_may_be_skipped"):
        policy.check_only_tightens(FLOOR, {"reviews_may_be_skipped": 1})


@pytest.mark.parametrize(
    "looser",
    [{"qualifying_events_min": 2}, {"review_days_adult": 91}, {"age_min_for_entry": 12}, {"purposes": ["eviction"]}],
    ids=str,
)
def test_refuses_to_adopt_a_looser_setting_and_stays_as_it_was(
    register: Register, looser: dict[str, int | list[str]]
) -> None:
    with casefile.refused(register, "SG-61"):
        adopt(register, looser)
    assert governance.policy_in_force() == FLOOR


def test_a_stricter_setting_is_in_force_from_then_on(register: Register, tmp_path: Path) -> None:
    person = casefile.eligible(register, tmp_path)
    cited = casefile.everything(register, person)
    adopt(register, {"qualifying_events_min": 4})
    with casefile.refused(register, "SG-09", "4 must count"):
        casefile.propose(register, person, cited)


def test_refuses_one_signature_under_anything_that_is_adopted(register: Register) -> None:
    with pytest.raises(Refused, match="SG-61: Two people must sign"):
        rules.check_signed_by_two(7, 7)
    rules.check_signed_by_two(7, 8)
    by = register.account("owner")
    before = casefile.stored(register)
    for adopted in (
        lambda: adopt(register, {"review_days_adult": 30}, approved_by="owner"),
        lambda: actions.adopt_charter(charter=world.charter(Charter), by=by, approved_by=by),
        lambda: actions.adopt_instrument(instrument_id="demonstration-2026-11", by=by, approved_by=by),
        lambda: actions.adopt_benchmark(benchmark=world.residents(), by=by, approved_by=by),
    ):
        with pytest.raises(Refused, match="SG-61: Two people must sign"):
            adopted()
    assert casefile.stored(register) == before


def test_the_papers_and_the_end_of_the_register_are_signed_by_owner_and_officer(register: Register) -> None:
    rules.check_signed_by_owner_and_officer(frozenset({"owner", "dpo"}))
    for roles in ({"owner"}, {"dpo"}, {"owner", "reviewer"}):
        with pytest.raises(Refused, match=r"SG-61.*sign this together"):
            rules.check_signed_by_owner_and_officer(frozenset(roles))
    second = accounts.make(
        username="dpo2", display_name="Second officer", role="dpo", password=world.PASSWORD, by=accounts.software()
    )
    paper = world.paper("impact-assessment", casefile.TODAY)
    signed = {"by": second, "approved_by": register.account("dpo")}
    with casefile.refused(register, "SG-61", "sign this together"):
        papers.adopt(paper=paper, **signed)
    with casefile.refused(register, "SG-61", "sign this together"):
        closing.close(reasons="Another force takes over the work, with its own register.", **signed)


def test_everybody_can_see_what_a_place_changed_from_what_to_what_and_when(register: Register) -> None:
    first = casefile.NOON - timedelta(days=9)
    with clock.set_to(first):
        adopt(register, {"review_days_adult": 60, "qualifying_events_min": 4})
    adopt(register, {"review_days_adult": 30})
    one, other = governance.settings_history()
    assert (one.at, other.at) == (first, casefile.NOON)
    assert set(one.changes) == {Change("review_days_adult", 90, 60), Change("qualifying_events_min", 3, 4)}
    # What an adoption leaves out is as it is everywhere again, and that is a change too.
    assert set(other.changes) == {Change("review_days_adult", 60, 30), Change("qualifying_events_min", 4, 3)}
    assert policy_history.since([one, other])["review_days_adult"] == casefile.NOON


@pytest.mark.parametrize("kept", ["benchmarkadoption", "charterversion", "instrumentadoption", "localpolicy", "paper"])
def test_the_database_keeps_nothing_that_one_person_signed(register: Register, kept: str) -> None:
    adopt(register, {"review_days_adult": 60})
    with sidedoor.stopped_by(f"sg_61_{kept}_signed_by_two"), sidedoor.line(register) as line:
        sidedoor.copied(line, f"register_{kept}", id=10**9, approved_by_id=_adopter(line, kept))


def test_the_database_closes_nothing_that_one_person_signed(register: Register) -> None:
    signed = dict.fromkeys(("adopted_by_id", "approved_by_id"), register.account("owner").pk)
    said = {"id": 1, "reasons": "", "certificate_digest": "", "adopted_at": casefile.NOON, **signed}
    dates = {"closed_on": casefile.TODAY, "access_until": casefile.TODAY}
    with sidedoor.stopped_by("sg_61_closure_signed_by_two"), sidedoor.line(register) as line:
        sidedoor.insert(line, "register_closure", **said, **dates)


@pytest.mark.parametrize(
    "kept", ["benchmarkadoption", "charterversion", "instrumentadoption", "localpolicy", "paper", "closure"]
)
def test_what_was_adopted_cannot_be_changed_or_removed(register: Register, kept: str) -> None:
    for attempt in (f"UPDATE register_{kept} SET adopted_at = now()", f"DELETE FROM register_{kept}"):
        with sidedoor.forbidden(f"table register_{kept}"), sidedoor.line(register) as line:
            line.execute(attempt)


def _adopter(line: sidedoor.Line, kept: str) -> int:
    return line.execute(f"SELECT adopted_by_id FROM register_{kept} ORDER BY id LIMIT 1").fetchone()[0]


def test_two_versions_are_both_kept_and_the_newest_is_in_force(register: Register) -> None:
    adopt(register, {"review_days_adult": 60})
    adopt(register, {"review_days_adult": 80})
    assert governance.policy_in_force().number("review_days_adult") == 80
    assert LocalPolicy.objects.count() == 2
    with sidedoor.line(register, OWNER) as line:
        assert sidedoor.count(line, "register_localpolicy") == 2
