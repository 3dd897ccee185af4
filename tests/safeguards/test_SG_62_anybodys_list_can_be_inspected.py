"""SG-62: the same checks on anybody's list: no database, no network, no writing, no names, no trust in its keeper."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import planted
import pytest

from evenhand import inspection
from evenhand.inspection import nameless, run
from evenhand.inspection.extract import Role
from evenhand.inspection.mapping import AttributeColumn, Mapping
from evenhand.safeguards import Refused
from evenhand.synthetic.extract import CountyExtract, write_extract

CONTRACT = "SG-62: the inspector imports nothing of what it inspects"
AS_AT = date(2018, 5, 1)
HEADINGS = "ref,surname,pc,race,score"
MAPPING = Mapping(
    "A list",
    AS_AT,
    {Role.PERSON: "ref", Role.NAME: "surname", Role.POSTCODE: "pc", Role.SCORE: "score"},
    (AttributeColumn("race", "race"),),
)


def a_list(folder: Path, rows: int = 60) -> Path:
    """A list of people called Zorvant, every one with a score of zero."""
    lines = [f"R{n:05d},Zorvant{n:03d},VZ{n} 1CC,{'AB'[n % 2]},0" for n in range(rows)]
    file = folder / "list.csv"
    file.write_text("\n".join([HEADINGS, *lines]) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(("name", "column"), [("who", "ref"), ("family", "surname"), ("place", "pc")])
def test_refuses_to_compare_by_what_tells_people_apart(tmp_path: Path, name: str, column: str) -> None:
    wrong = replace(MAPPING, attributes=(AttributeColumn(name, column),))
    with pytest.raises(Refused, match="SG-62") as caught:
        run.inspect(a_list(tmp_path), wrong)
    assert column in caught.value.because
    nameless.check_mapping(MAPPING)


def test_refuses_an_attribute_whose_values_are_people(tmp_path: Path) -> None:
    unsaid = Mapping("A list", AS_AT, {Role.SCORE: "score"}, (AttributeColumn("who", "surname"),))
    with pytest.raises(Refused, match="SG-62") as caught:
        run.inspect(a_list(tmp_path), unsaid)
    assert "show people and not groups" in caught.value.because


def test_allows_an_attribute_with_many_groups_of_several_people(tmp_path: Path) -> None:
    file = a_list(tmp_path, 120)
    text = file.read_text("utf-8").splitlines()
    shared = [f"{line},area{n % 40}" for n, line in enumerate(text[1:])]
    file.write_text("\n".join([f"{text[0]},area", *shared]) + "\n", encoding="utf-8")
    found = run.inspect(file, replace(MAPPING, attributes=(AttributeColumn("area", "area"),)))
    assert len(found.extract.attributes[0].groups) == 40


def test_no_name_reference_or_address_is_in_any_form_of_the_report(tmp_path: Path) -> None:
    written = inspection.write(run.inspect(a_list(tmp_path), MAPPING), tmp_path / "out", "list")
    for file in written:
        held = file.read_bytes()
        assert not [word for word in (b"Zorvant", b"R00001", b"VZ1 1CC") if word in held], file.name


def test_the_list_is_left_as_it_was_and_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    file = a_list(tmp_path)
    before = (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns)
    first, again = (inspection.write(run.inspect(file, MAPPING), tmp_path / out, "list") for out in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert (hashlib.sha256(file.read_bytes()).hexdigest(), file.stat().st_mtime_ns) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv", "one", "two"]


def test_the_verb_needs_no_database(tmp_path: Path) -> None:
    file, mapping = a_list(tmp_path), tmp_path / "list.toml"
    mapping.write_text(inspection.as_toml(MAPPING, {}), encoding="utf-8")
    home = tmp_path / "home"
    done = subprocess.run(
        [
            Path(sys.executable).with_name("evenhand"),
            "inspect",
            str(file),
            "--map",
            str(mapping),
            "--out",
            str(tmp_path / "out"),
        ],
        env=os.environ | {"EVENHAND_HOME": str(home), "EVENHAND_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "60 of 60 people (100.0 %" in done.stdout
    assert not home.exists()


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> CountyExtract:
    """The invented county's old list, as a force would have held it."""
    return write_extract(tmp_path_factory.mktemp("county"), as_at=AS_AT)


def test_finds_in_a_list_like_the_matrix_all_that_was_wrong_with_it(county: CountyExtract, tmp_path: Path) -> None:
    found = run.inspect(county.file, county.mapping, benchmark=["london-2011"])
    counts = {one.check: one.found for one in found.findings}
    wanted = {"zero-harm": 1522, "no-basis": 190, "under-1": 4, "review-overdue": 1219, "deceased": 11}
    assert {check: counts[check] for check in wanted} == wanted
    told = json.loads(inspection.write(found, tmp_path, "matrix")[2].read_text("utf-8"))
    [short] = [one for one in told["sections"] if one["name"] == "short"]
    assert "1,522 of 3,806 people, 40.0 %" in " ".join(short["points"])
    assert "Black is 78.0 % of the register and 13.3 %" in " ".join(short["points"])


@pytest.mark.parametrize("room", ["evidence.outcomes", "casework.policy", "register.clock", "scoring.engine"])
def test_contract_breaks_when_the_inspector_imports_what_it_inspects(tmp_path: Path, room: str) -> None:
    assert f"{CONTRACT} BROKEN" in planted.checked(tmp_path, CONTRACT, {"evenhand.inspection.run": f"evenhand.{room}"})


def test_contract_is_kept_as_it_is(tmp_path: Path) -> None:
    assert f"{CONTRACT} KEPT" in planted.checked(tmp_path, CONTRACT, {})
