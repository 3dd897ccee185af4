"""SG-13: being hurt never counts against anybody: not in the score, not in a proposal, not in the support route."""

from datetime import date
from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import event, nomination_facts

from evenhand.casework import nomination, policy
from evenhand.evidence.vocabulary import Role, Standing
from evenhand.register.actions import scoring, support
from evenhand.register.models import Nomination
from evenhand.safeguards import Refused
from registered import Register

HURT = {"role": "victim", "outcome_type": "", "court_result": "", "offence_code": "5D"}
SUFFERED = {"role": Role.VICTIM, "standing": Standing.SUFFERED}
SEEN = {"role": Role.WITNESS, "standing": Standing.WITNESSED}


def hurt(count: int) -> list[dict[str, object]]:
    return [{"reference": f"HURT-{n}", "occurred_on": f"2026-05-{n:02}", **HURT} for n in range(1, count + 1)]


@pytest.mark.parametrize("kinds", [(SUFFERED,), (SUFFERED,) * 10, (SEEN,), (SUFFERED, SEEN)])
def test_refuses_somebody_who_only_suffered_or_saw(kinds: tuple[dict[str, object], ...]) -> None:
    facts = nomination_facts(events=tuple(event(number, **kind) for number, kind in enumerate(kinds, start=1)))
    with pytest.raises(Refused, match="SG-13") as caught:
        nomination.check_harm_caused(facts)
    assert caught.value.instead == nomination.SUPPORT_INSTEAD


def test_allows_somebody_who_suffered_and_caused_harm() -> None:
    nomination.check_harm_caused(nomination_facts(events=(event(1), event(2, **SUFFERED))))


def test_a_record_of_being_hurt_is_no_evidence() -> None:
    ruled = nomination.ruling(nomination_facts(events=(event(1), event(2), event(3, **SUFFERED))), policy.load())
    assert (ruled.counting, ruled.met) == (2, False)


def test_refuses_to_propose_somebody_who_was_only_hurt_and_offers_support(register: Register, tmp_path: Path) -> None:
    person = casefile.known(register, tmp_path)
    register.load(tmp_path, "events", *hurt(3))
    cited = casefile.everything(register, person)
    with casefile.refused(register, "SG-13", "harm that they suffered or saw"):
        casefile.propose(register, person, cited)
    assert not Nomination.objects.exists()
    support.refer(person=person, reasons="Hurt.", purpose="offer-support", by=register.account("analyst"))


def test_ten_victimisations_change_no_harm_caused_and_no_band(register: Register, tmp_path: Path) -> None:
    casefile.eligible(register, tmp_path)
    by = register.account("register")
    before = scoring.score_everybody(by=by, as_at=casefile.TODAY)
    register.load(tmp_path, "events", *hurt(10))
    after = scoring.score_everybody(by=by, as_at=casefile.TODAY)
    assert (after.caused, after.bands) == (before.caused, before.bands)
    assert (before.suffered, after.suffered[0] > 0) == ([0], True)


def test_a_referral_to_support_changes_no_score_no_status_and_no_date(register: Register, tmp_path: Path) -> None:
    entry = casefile.enter(register, casefile.eligible(register, tmp_path))
    by = register.account("register")
    before, stored = scoring.score_everybody(by=by, as_at=casefile.TODAY), casefile.stored(register)
    support.refer(person=entry.person_id, reasons="Hurt.", purpose="offer-support", by=register.account("reviewer"))
    changed = {table for table, digest in casefile.stored(register).items() if digest != stored[table]}
    assert changed == {"register_supportreferral"}
    after = scoring.score_everybody(by=by, as_at=date(2026, 11, 23))
    assert (after.caused, after.suffered) == (before.caused, before.suffered)


@pytest.mark.parametrize("opens", ["everything", "index", "person"])
def test_whoever_referred_somebody_to_support_cannot_read_it_back(life: Register, opens: str) -> None:
    """With every door of the register open, too: the pages of enforcement have no way to it."""
    subject = sidedoor.person_of(life, "P1")
    with sidedoor.line(life, opens=opens, subject=subject) as line:
        assert sidedoor.count(line, "register_supportreferral") == 0
