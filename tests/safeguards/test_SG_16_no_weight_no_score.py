"""SG-16: an offence without a weight does not come in, and were it there nobody would be scored by a guess."""

from pathlib import Path

import casefile
import pytest
import sidedoor

from evenhand.register.actions import scoring
from evenhand.register.database import OWNER
from registered import Register


@pytest.mark.parametrize("code", ["77X", "knife crime"])
def test_an_event_with_an_unknown_offence_goes_to_quarantine(register: Register, tmp_path: Path, code: str) -> None:
    casefile.known(register, tmp_path)
    tally = register.load(tmp_path, "events", casefile.events()[0], {"offence_code": code})
    assert (tally.loaded, tally.quarantined) == (1, 1)
    assert casefile.why_quarantined() == ["SG-16"]


def test_refuses_to_score_anybody_while_one_offence_has_no_weight_and_names_it(
    register: Register, tmp_path: Path
) -> None:
    casefile.eligible(register, tmp_path)
    with sidedoor.line(register, OWNER) as line:
        sidedoor.copied(line, "register_event", id=10**9, reference="COPY", offence_code="77X", origin="OTHER")
    with casefile.refused(register, "SG-16", "no row for offence code 77X"):
        scoring.score_everybody(by=register.account("register"), as_at=casefile.TODAY)
