"""SG-27: every record says whether it is a fact or an opinion, and an opinion carries nothing."""

from pathlib import Path

import casefile
import pytest
import sidedoor
from invented_cases import item

from evenhand.evidence import grading
from evenhand.evidence.vocabulary import Statement
from evenhand.register.actions import scoring
from registered import Register

# One letter, as it is sealed: no shorter value says anything.
SEALED = bytes(29)
TABLES = pytest.mark.parametrize(
    ("table", "constraint"),
    [
        ("register_intelligence", "sg_27_intelligence_opinion_has_author"),
        ("register_referral", "sg_27_referral_opinion_has_author"),
    ],
)


@pytest.mark.parametrize("feed", ["intelligence", "referrals"])
def test_an_opinion_without_author_and_basis_goes_to_quarantine(register: Register, tmp_path: Path, feed: str) -> None:
    casefile.known(register, tmp_path)
    whole = {"statement": "opinion", "author": "PC Tave", "basis": "Two talks."}
    tally = register.load(tmp_path, feed, whole, whole | {"author": ""}, whole | {"basis": ""}, {"statement": ""})
    assert (tally.loaded, tally.quarantined) == (1, 3)
    assert set(casefile.why_quarantined()) == {"SG-27"}


@TABLES
@pytest.mark.parametrize(
    "said",
    [
        {"statement": ""},
        {"statement": "rumour"},
        {"statement": "opinion", "author": b"", "basis": SEALED},
        {"statement": "opinion", "author": SEALED, "basis": b""},
        {"statement": "opinion", "author": SEALED, "basis": SEALED[:28]},
    ],
)
def test_the_table_takes_nothing_else(life: Register, table: str, constraint: str, said: dict[str, object]) -> None:
    with sidedoor.stopped_by(constraint), sidedoor.line(life, opens="everything") as line:
        sidedoor.copied(line, table, id=10**9, reference="COPY", **said)


@TABLES
def test_the_table_takes_an_opinion_with_author_and_basis(life: Register, table: str, constraint: str) -> None:
    with sidedoor.line(life, opens="everything") as line:
        opinion = {"statement": "opinion", "author": SEALED, "basis": SEALED}
        sidedoor.copied(line, table, id=10**9, reference="COPY", **opinion)
        line.rollback()


def test_an_opinion_backs_nothing_up() -> None:
    facts = [item(number, 1, "B") for number in (1, 2)]
    opinions = [item(number, 1, "B", statement=Statement.OPINION) for number in (1, 2)]
    assert (grading.corroborated(facts), grading.corroborated(opinions)) == (True, False)


def test_an_opinion_scores_nothing(register: Register, tmp_path: Path) -> None:
    casefile.eligible(register, tmp_path)
    by = register.account("register")
    before = scoring.score_everybody(by=by, as_at=casefile.TODAY)
    opinion = {"statement": "opinion", "author": "PC Tave", "basis": "Two talks."}
    register.load(tmp_path, "intelligence", opinion, {"origin": "OFFICER-2"})
    after = scoring.score_everybody(by=by, as_at=casefile.TODAY)
    assert (after.caused, after.suffered) == (before.caused, before.suffered)
