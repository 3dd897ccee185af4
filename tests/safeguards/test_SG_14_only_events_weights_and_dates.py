"""SG-14: who somebody is changes no score, and the scoring room cannot reach it."""

import csv
from datetime import timedelta
from pathlib import Path

import casefile
import planted
import pytest
import sidedoor

from evenhand.register import clock, sealing
from evenhand.register.actions import load, scoring
from evenhand.register.acts import act
from evenhand.register.database import OWNER
from evenhand.register.models import Identification, Link
from evenhand.synthetic import build
from registered import Register

CONTRACT = "SG-14: the scorer cannot reach who somebody is"
ETHNICITIES = (("self", "W1"), ("self", "B2"), ("officer", "3"), ("officer", "1"), ("", ""))


@pytest.mark.parametrize(
    "module", ["evenhand.evidence.monitoring", "evenhand.evidence.feeds.people", "evenhand.identity.decisions"]
)
def test_the_contract_breaks_when_the_scorer_reaches_for_it(tmp_path: Path, module: str) -> None:
    said = planted.checked(tmp_path, CONTRACT, {"evenhand.scoring.engine": module})
    assert f"{CONTRACT} BROKEN" in said


def test_the_contract_breaks_when_the_scorer_reaches_for_it_by_a_roundabout_way(tmp_path: Path) -> None:
    imports = {
        "evenhand.scoring.engine": "evenhand.evidence.sanity",
        "evenhand.evidence.sanity": "evenhand.evidence.monitoring",
    }
    assert f"{CONTRACT} BROKEN" in planted.checked(tmp_path, CONTRACT, imports)


def test_the_contract_is_kept_as_the_sources_are(tmp_path: Path) -> None:
    assert f"{CONTRACT} KEPT" in planted.checked(tmp_path, CONTRACT, {})


def test_another_name_postcode_ethnicity_and_sex_for_a_thousand_people_change_no_score(
    register: Register, tmp_path: Path
) -> None:
    by = register.account("register")
    county = build(tmp_path / "county", 1000, as_at=casefile.TODAY)
    for file in county.files:
        load.load_file(path=file.path, by=by, feed=file.feed)
    before = scoring.score_everybody(by=by, as_at=casefile.TODAY)
    assert (len(before.people) >= 1000, sum(total > 0 for total in before.caused) > 300) == (True, True)
    with clock.set_to(casefile.NOON + timedelta(hours=1)):
        changed = [load.load_file(path=path, by=by) for path in _changed(register, county.files, tmp_path)]
        after = scoring.score_everybody(by=by, as_at=casefile.TODAY)
    assert sum(tally.loaded for tally in changed) > 1000
    assert _everybody_is_changed(register)
    assert after.people == before.people
    assert (after.caused, after.suffered, after.bands) == (before.caused, before.suffered, before.bands)
    assert after.run.digest == before.run.digest


def _changed(register: Register, files: tuple[object, ...], folder: Path) -> list[Path]:
    """A second version of every people record that came in, all different but birth date and identifiers."""
    with sidedoor.line(register, OWNER) as line:
        came_in = set(line.execute("SELECT source, reference FROM register_identification").fetchall())
    written = []
    for file in files:
        if file.feed != "people":
            continue
        with file.path.open(encoding="utf-8", newline="", errors="replace") as given:
            rows = [row for row in csv.DictReader(given) if (row["source"], row["reference"]) in came_in]
        path = folder / f"changed-{file.path.name}"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(_another(number, row) for number, row in enumerate(rows))
        written.append(path)
    return written


def _another(number: int, row: dict[str, str]) -> dict[str, str]:
    basis, ethnicity = ETHNICITIES[number % len(ETHNICITIES)]
    return row | {
        "version": "9",
        "given_names": f"Changed{number % 7}",
        "family_name": f"Altered{number % 11}",
        "address_line": f"{number} Elsewhere Row",
        "postcode": f"ZZ{number % 90 + 10} {number % 9}QQ",
        "area": "ELS",
        "ethnicity": ethnicity,
        "ethnicity_basis": basis,
        "sex": ("male", "female", "")[number % 3],
    }


def _everybody_is_changed(register: Register) -> bool:
    with act("person:searched", by=register.account("register"), purpose=casefile.PURPOSE, opens="everything"):
        changed = list(Identification.objects.filter(version=9))
        sealing.open_rows(changed)
        renamed = {one.about_id for one in changed if one.given_names.startswith("Changed")}
        of_person = dict(Link.objects.filter(undone_at=None).values_list("record_id", "person_id"))
    return {of_person[record] for record in renamed if record in of_person} == set(of_person.values())
