"""SG-28: an item without its source document, grade, day and currency is set aside, and no table holds one."""

from pathlib import Path

import casefile
import psycopg
import pytest
import sidedoor

from registered import Register

LACKING = [
    {"source_grade": ""}, {"source_grade": "4"}, {"assessment_grade": ""}, {"assessment_grade": "F"},
    {"handling_code": ""}, {"handling_code": "X"}, {"currency": ""}, {"currency": "perhaps"},
    {"source_document": ""}, {"origin": ""},
]  # fmt: skip


@pytest.mark.parametrize(
    "column", ["source_grade", "assessment_grade", "handling_code", "collected_on", "currency", "source_document"]
)
def test_an_item_without_it_goes_to_quarantine(register: Register, tmp_path: Path, column: str) -> None:
    casefile.known(register, tmp_path)
    tally = register.load(tmp_path, "intelligence", {}, {column: ""}, {"handling_code": "C"})
    assert (tally.loaded, tally.quarantined) == (1, 2)
    assert set(casefile.why_quarantined()) == {"SG-28"}


@pytest.mark.parametrize("lacking", LACKING, ids=str)
def test_the_table_takes_no_item_without_it(life: Register, lacking: dict[str, str]) -> None:
    with sidedoor.stopped_by("sg_28_graded_and_sourced"), sidedoor.line(life, opens="everything") as line:
        sidedoor.copied(line, "register_intelligence", id=10**9, reference="COPY", **lacking)


@pytest.mark.parametrize("feed", ["event", "correctionrecord", "intelligence", "referral", "statusrecord"])
def test_every_record_of_what_happened_names_its_document_file_and_line(life: Register, feed: str) -> None:
    for column in ("source_document", "load_id", "line"):
        with (
            pytest.raises(psycopg.errors.NotNullViolation),
            sidedoor.line(life, opens="everything") as line,
        ):
            sidedoor.copied(line, f"register_{feed}", id=10**9, reference="COPY", **{column: None})
