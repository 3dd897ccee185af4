"""Our own register for an inspector: rows without names, counts without people, and nothing left behind."""

import csv
from datetime import date
from pathlib import Path

import pytest

from evenhand.cli import own
from evenhand.inspection import run
from evenhand.register import clock
from evenhand.register.actions import scoring
from evenhand.register.models import LedgerEntry, Person
from evenhand.register.reads import own_extract
from registered import Register

TODAY = date(2026, 11, 23)


@pytest.fixture
def listed(register: Register, tmp_path: Path) -> Register:
    """Three people on an inherited list: two with events, of one of them the ethnicity is known."""
    register.load(
        tmp_path, "people",
        *({"reference": f"P{n}", "family_name": f"Zorvant{n}", "ethnicity": "3", "ethnicity_basis": "officer"}
          for n in range(3)),
    )  # fmt: skip
    register.load(tmp_path, "events", {"person_reference": "P0"}, {"person_reference": "P1", "role": "victim",
                  "outcome_type": "", "court_result": "", "evidential_test": ""})  # fmt: skip
    register.load(tmp_path, "listings", *({"person_reference": f"P{n}"} for n in range(3)))
    scoring.score_everybody(by=register.account("register"), as_at=clock.today())
    return register


def test_rows_say_what_the_checks_need_and_name_nobody(listed: Register) -> None:
    extract = own_extract.gathered(by=listed.account("register"))
    assert len(extract.rows) == 3
    assert {tuple(row) for row in extract.rows} == {own_extract.HEADINGS}
    assert not {"ethnicity", "sex", "name", "person"} & set(own_extract.HEADINGS)
    said = str(extract.rows)
    assert not [word for word in ("Zorvant", "P0", *(str(one.pk) for one in Person.objects.all())) if word in said]
    assert sorted((row["caused"], row["suffered"]) for row in extract.rows) == [(0, 0), (0, 1), (1, 0)]
    assert {row["decided"] for row in extract.rows} == {""}
    assert extract.counts["officer"]["listed"]["Black"] == 3
    assert extract.residents is not None


def test_who_asked_is_in_the_ledger(listed: Register) -> None:
    before = LedgerEntry.objects.using("auditor").count()
    own_extract.gathered(by=listed.account("register"))
    known = LedgerEntry.objects.using("auditor").order_by("pk")[before:]
    assert [one.event for one in known] == ["figures:counted", "extract:inspected"]


def test_an_inspection_of_our_own_register_leaves_no_row_behind(
    listed: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []
    whole = run.inspect

    def noted(file: Path, *given, **more):
        seen.append(file)
        with file.open(encoding="utf-8") as rows:
            assert len(list(csv.DictReader(rows))) == 3
        return whole(file, *given, **more)

    monkeypatch.setattr(run, "inspect", noted)
    found = own.inspected()
    assert not [file for file in seen if file.parent.exists()]
    assert {one.check: one.found for one in found.findings}["no-basis"] == 3
    by_ethnicity = [one for one in found.tables if one.attributes == ("ethnicity, as officers recorded it",)]
    [listed_table] = [one for one in by_ethnicity if one.benchmark == "residents"]
    assert listed_table.counted[listed_table.groups.index(("Black",))] == 3
    assert {one.stage for one in by_ethnicity} >= {"proposed", "accepted", "on the register", "kept"}
    assert found.comparisons > 0
