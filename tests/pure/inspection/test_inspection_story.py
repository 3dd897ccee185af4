"""The story of the old list is told with the inspector's own sentences, and COMPAS gives the published figures."""

import re
from datetime import date
from pathlib import Path

import pytest

from evenhand.cli.inspect import EXAMPLE_DAY
from evenhand.inspection import run
from evenhand.inspection.mapping_file import read_mapping
from evenhand.inspection.report.build import sections
from evenhand.synthetic.extract import write_extract

ROOT = Path(__file__).resolve().parents[3]
DATA = ROOT / "tests" / "data"


def test_every_quoted_sentence_is_said_by_the_inspector(tmp_path: Path) -> None:
    story = (ROOT / "docs" / "inspection" / "README.md").read_text("utf-8")
    quoted = re.findall(r"^> (.+)$", story, re.MULTILINE)
    county = write_extract(tmp_path, as_at=EXAMPLE_DAY)
    mapping = read_mapping(county.mapping)
    found = run.inspect(
        county.file, mapping, benchmark=[*county.benchmarks, "london-2011"], copy=(county.copy, mapping)
    )
    [short] = [one for one in sections(found) if one.name == "short"]
    said = {*(one.sentence for one in found.findings), *short.points}
    assert len(quoted) == 13
    assert [one for one in quoted if one not in said] == []


def test_compas_gives_the_published_error_rates_to_the_last_digit() -> None:
    found = run.inspect(DATA / "compas-two-years.csv", DATA / "compas.toml")
    [rates] = [one for one in found.error_rates if one.attribute == "race"]
    by_group = {
        group: (
            rates.false_positives[n],
            rates.negatives[n],
            round(rates.fpr[n] * 100, 2),
            round(rates.fnr[n] * 100, 2),
        )
        for n, group in enumerate(rates.groups)
    }
    assert by_group["African-American"] == (805, 1795, 44.85, 27.99)
    assert by_group["Caucasian"] == (349, 1488, 23.45, 47.72)
    [cuts] = [one for one in found.cutoffs if one.attribute == "race"]
    assert cuts.false_positive is not None
    at_five = list(cuts.cuts).index(5)
    assert cuts.false_positive[at_five, cuts.groups.index("African-American")] == pytest.approx(805 / 1795)
    assert any("decile_score stands twice" in one for one in found.extract.assumed)
    assert found.extract.as_at == date(2016, 12, 31)


def test_resampled_intervals_are_in_the_data_of_the_report_where_they_are_asked_for(tmp_path: Path) -> None:
    file, mapping = DATA / "compas-two-years.csv", DATA / "compas.toml"
    drawn = run.inspect(file, mapping, draws=100)
    [treatment] = [one for one in sections(drawn) if one.name == "treatment"]
    assert len(treatment.data["resampled"]) == len(drawn.tables)
    first, table = treatment.data["resampled"][0], drawn.tables[0]
    assert (first["stage"], first["draws"]) == (table.stage, 100)
    a = table.groups.index(("African-American",))
    assert first["ratio_low"][a] < table.ratio[a] < first["ratio_high"][a]
    plain = next(one for one in sections(run.inspect(file, mapping)) if one.name == "treatment")
    assert plain.data["resampled"] == []
    coarse = next(one for one in sections(drawn, publish=True) if one.name == "treatment")
    assert coarse.data["resampled"] == []


def test_a_stage_of_the_file_can_be_what_the_others_are_compared_with(tmp_path: Path) -> None:
    rows = [f"{group},{'yes' if n < able else 'no'},{'yes' if n < listed else 'no'}"
            for group, able, listed in (("A", 40, 30), ("B", 40, 10)) for n in range(60)]  # fmt: skip
    file, mapping = tmp_path / "list.csv", tmp_path / "list.toml"
    file.write_text("\n".join(["group,able,listed", *rows]) + "\n", encoding="utf-8")
    stages = "".join(f'[[stage]]\nname = "{one}"\ncolumn = "{one}"\n' for one in ("able", "listed"))
    mapping.write_text(
        f'[register]\nas_at = 2018-05-01\n[[attribute]]\nname = "group"\ncolumn = "group"\n{stages}', encoding="utf-8"
    )
    found = run.inspect(file, mapping, benchmark=["able", "london-2011"])
    [table] = [one for one in found.tables if (one.stage, one.benchmark) == ("listed", "able")]
    assert (table.counted.tolist(), table.of.tolist()) == ([30, 10], [40, 40])
    assert [one.name for one in found.benchmarks] == ["london-2011"]
    assert {one.name for one in sections(found)} >= {"short", "treatment"}
