"""SG-04: ethnicity and sex are taken in only while a policy document that names a condition is in date."""

from datetime import timedelta
from pathlib import Path

import casefile
import governing
import pytest
import sidedoor

import world
from evenhand.casework import papers, policy
from evenhand.register import clock
from evenhand.register.database import OWNER
from evenhand.register.models import Paper
from evenhand.safeguards import Refused
from registered import Register

DOCUMENT = "policy-document"
GIVEN = {"ethnicity": "B2", "ethnicity_basis": "self", "sex": "female"}
NOT_GIVEN = dict.fromkeys(GIVEN, "")
TODAY = governing.TODAY
POST = "SELECT record_equality(ARRAY['NMP-CRIME'], ARRAY[%s], ARRAY['W1'], ARRAY['self'], ARRAY['male'])"


@pytest.mark.parametrize("part", ["schedule_8_condition", "why_strictly_necessary", "procedures", "retention"])
def test_refuses_a_document_that_lacks_a_part(part: str) -> None:
    with pytest.raises(Refused, match=rf"SG-04.*{part.replace('_', ' ')}"):
        papers.check_policy_document(world.paper(DOCUMENT, TODAY, **{part: "\t"}), policy.load(), TODAY)


def test_refuses_to_adopt_one_that_names_no_condition(register: Register) -> None:
    with casefile.refused(register, "SG-04", "schedule 8 condition"):
        governing.adopt(register, DOCUMENT, TODAY, schedule_8_condition="")


def test_refuses_sensitive_data_without_one_and_after_its_date() -> None:
    paper = world.paper(DOCUMENT, TODAY)
    papers.check_sensitive_data(paper, paper.review_by)
    for document, day in ((None, TODAY), (paper, paper.review_by + timedelta(days=1)), (paper, TODAY - timedelta(1))):
        with pytest.raises(Refused, match="SG-04"):
            papers.check_sensitive_data(document, day)


@pytest.mark.parametrize("row", [GIVEN, GIVEN | {"ethnicity": "", "ethnicity_basis": ""}], ids=["both", "sex"])
def test_a_file_that_carries_them_is_refused_whole_and_can_be_loaded_again(
    register: Register, tmp_path: Path, row: dict[str, str]
) -> None:
    governing.without(register, DOCUMENT)
    rows = [casefile.record("P1", **NOT_GIVEN), casefile.record("P2", **row)]
    with casefile.refused(register, "SG-04", "no policy document"):
        register.load(tmp_path, "people", *rows)
    governing.renew(register, DOCUMENT)
    tally = register.load(tmp_path, "people", *rows)
    assert (tally.loaded, tally.unchanged, tally.quarantined) == (2, 0, 0)


def test_a_row_that_goes_to_quarantine_is_no_way_round_it(register: Register, tmp_path: Path) -> None:
    governing.without(register, DOCUMENT)
    with casefile.refused(register, "SG-04"):
        register.load(tmp_path, "people", casefile.record("P1", born_on="never", **GIVEN))


def test_a_file_without_them_needs_no_document(register: Register, tmp_path: Path) -> None:
    governing.without(register, DOCUMENT)
    assert register.load(tmp_path, "people", casefile.record("P1", **NOT_GIVEN)).loaded == 1


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_they_are_taken_in_until_its_last_day(register: Register, tmp_path: Path, days: int) -> None:
    with governing.after(days):
        governing.renew(register, "impact-assessment", "equality-analysis")
        if days <= 0:
            assert register.load(tmp_path, "people", casefile.record("P1", **GIVEN)).loaded == 1
            return
        with casefile.refused(register, "SG-04", "was good until"):
            register.load(tmp_path, "people", casefile.record("P1", **GIVEN))


def test_the_database_takes_none_without_one(register: Register) -> None:
    with sidedoor.line(register) as line:
        line.execute(POST, ["P1"])
    governing.without(register, DOCUMENT)
    for reference in ("P1", "P2"):  # a change of what is there, and something new
        with sidedoor.stopped_by("sg_04_sensitive_data_needs_its_paper"), sidedoor.line(register) as line:
            line.execute(POST, [reference])
    with sidedoor.stopped_by("sg_04_sensitive_data_needs_its_paper"), sidedoor.line(register, OWNER) as line:
        line.execute("INSERT INTO equality.characteristics VALUES ('NMP-CRIME', 'P3', 'W1', 'self', '')")


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_the_database_goes_by_the_day_of_the_load_under_way(register: Register, days: int) -> None:
    with governing.after(days), sidedoor.line(register, opens="everything") as line:
        if days <= 0:
            line.execute(POST, ["P1"])
            return
        with sidedoor.stopped_by("sg_04_sensitive_data_needs_its_paper"):
            line.execute(POST, ["P1"])
        line.rollback()


def test_the_database_keeps_no_document_that_names_no_condition(register: Register) -> None:
    whole = Paper.objects.filter(kind=DOCUMENT).latest("pk").content
    assert clock.today() == TODAY
    for half in (whole | {"schedule_8_condition": "  "}, {"retention": "Until the end."}):
        with sidedoor.stopped_by("sg_04_condition_is_named"), sidedoor.line(register) as line:
            sidedoor.copied(line, "register_paper", id=10**9, kind=DOCUMENT, content=half)
