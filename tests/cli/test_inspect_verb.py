"""The verb that inspects a register: what it prints, what it writes, and what it says where it cannot."""

import json
from pathlib import Path

import pytest

DATA = Path(__file__).resolve().parents[1] / "data"
COMPAS = DATA / "compas-two-years.csv"


def test_prints_the_published_error_rates_and_what_was_assumed(eh, tmp_path: Path) -> None:
    ran = eh("inspect", COMPAS, "--map", DATA / "compas.toml", "--out", tmp_path)
    assert ran.code == 0, ran.err
    assert "African-American: false positives 805 of 1,795 (44.85 %), false negatives 532 of 1,901 (27.99 %)" in ran.out
    assert "Caucasian: false positives 349 of 1,488 (23.45 %), false negatives 461 of 966 (47.72 %)" in ran.out
    assert "assumed: Column decile_score stands twice" in ran.out
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".html", ".json", ".pdf"]


def test_proposes_a_mapping_and_never_writes_over_one(eh, tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    ran = eh("inspect", COMPAS, "--init", "--map", mapping)
    assert ran.code == 0
    assert "? Who said the ethnicity" in ran.out
    before = mapping.read_bytes()
    again = eh("inspect", COMPAS, "--init", "--map", mapping)
    assert again.code != 0
    assert "was left as it is" in again.err
    assert mapping.read_bytes() == before


def test_writes_an_example_that_can_be_inspected_as_it_says(eh, tmp_path: Path) -> None:
    said = eh("inspect", "--example", tmp_path / "county")
    command = next(line for line in said.out.splitlines() if line.startswith("./eh inspect") and "extract-2018" in line)
    ran = eh(*command.split()[1:], "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert "zero-harm: 1,522 of 3,806 people (40.0 %" in ran.out
    assert "16 checks found something" in ran.out


def test_two_days_of_one_register_are_compared(eh, tmp_path: Path) -> None:
    for day, rows in (("2018-05-01", ["A,0", "B,3", "C,0"]), ("2019-05-01", ["B,3", "D,5"])):
        (tmp_path / f"{day}.csv").write_text("\n".join(["ref,score", *rows]) + "\n", encoding="utf-8")
        (tmp_path / f"{day}.toml").write_text(
            f'[register]\nas_at = {day}\n[columns]\nperson = "ref"\nscore = "score"\n', encoding="utf-8"
        )
    earlier = f"{tmp_path}/2018-05-01.csv={tmp_path}/2018-05-01.toml"
    now = [tmp_path / "2019-05-01.csv", "--map", tmp_path / "2019-05-01.toml"]
    ran = eh("inspect", *now, "--earlier", earlier, "--out", tmp_path)
    assert ran.code == 0, ran.err
    told = json.loads((tmp_path / "2019-05-01.json").read_text("utf-8"))
    [change] = [one for one in told["sections"] if one["name"] == "change"]
    assert "On 1 May 2018 the register held 3 people, on 1 May 2019 2." in change["paragraphs"]
    assert any("1 people stayed, 1 came and 2 went" in one for one in change["paragraphs"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name the file to inspect"),
        ([COMPAS], "--init proposes one"),
        ([COMPAS, "--map", "nowhere.toml"], "cannot be read"),
        (["nowhere.csv", "--map", DATA / "compas.toml"], "There is no file"),
        ([COMPAS, "--map", DATA / "compas.toml", "--as-at", "May"], "is not a day"),
        ([COMPAS, "--map", DATA / "compas.toml", "--benchmark", "mars"], "london-2011"),
        ([COMPAS, "--map", DATA / "compas.toml", "--earlier", "x.csv"], "write it as FILE=MAP"),
    ],
)
def test_says_in_one_sentence_what_is_wrong(eh, words: list[object], said: str) -> None:
    ran = eh("inspect", *words)
    assert ran.code != 0
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_a_folder_that_cannot_be_written_is_one_sentence(eh, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    ran = eh("inspect", COMPAS, "--map", DATA / "compas.toml", "--out", tmp_path / "taken")
    assert ran.code == 1
    assert "cannot be read or written" in ran.err
    assert (tmp_path / "taken").read_text() == "a file"
