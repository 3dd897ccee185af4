"""Every decision record: its number, its date, its three parts, and the dependencies it answers for."""

import re
from datetime import date
from pathlib import Path

import pytest
from checkout import CHECKOUT, in_backticks, settings

RECORDS = sorted((CHECKOUT / "docs" / "adr").glob("*.md"))
DEPENDENCIES = "dependencies"


@pytest.mark.parametrize("record", RECORDS, ids=lambda path: path.stem)
def test_record_has_its_number_its_date_and_its_parts(record: Path) -> None:
    text = record.read_text(encoding="utf-8")
    number = re.match(r"(\d{4})-[a-z0-9-]+$", record.stem)
    assert number, "the file is named 0001-a-few-words.md"
    assert text.startswith(f"# {int(number[1])}. "), "the heading starts with the number of the file name"
    dated = re.search(r"^Decided on (\d{4}-\d\d-\d\d)\.", text, flags=re.MULTILINE)
    assert dated, "the record says 'Decided on yyyy-mm-dd.'"
    assert date.fromisoformat(dated[1])
    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == ["Context", "Decision", "Consequence"]
    assert len(text.splitlines()) <= 60, "one page"


def test_numbers_run_from_one_without_a_gap() -> None:
    assert [int(record.stem[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_every_dependency_is_answered_for() -> None:
    (record,) = [record for record in RECORDS if record.stem.endswith(DEPENDENCIES)]
    project = settings()
    groups = project["dependency-groups"].values()
    listed = [*project["project"]["dependencies"], *(one for group in groups for one in group)]
    names = {re.split(r"[\[<>=!~ ]", one)[0] for one in [*listed, *project["build-system"]["requires"]]}
    assert names - in_backticks(record.read_text(encoding="utf-8")) == set()
