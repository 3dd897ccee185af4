"""Benchmarks: those supplied add up and say where they are from; the user's own are read or refused in one sentence."""

from pathlib import Path

import pytest

from evenhand.inspection.benchmarks import available, folded, load, read
from evenhand.inspection.trouble import CannotInspect

TOTALS = {"london-2011": 8_173_941, "london-2021": 8_799_725, "england-and-wales-2011": 56_075_912}


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(("name", "total"), TOTALS.items())
def test_the_groups_of_a_supplied_benchmark_add_up_to_the_published_total(name: str, total: int) -> None:
    assert sum(load(name).people["ethnicity"].values()) == total


def test_there_are_no_other_supplied_benchmarks() -> None:
    assert set(available()) == set(TOTALS)


@pytest.mark.parametrize("name", TOTALS)
def test_a_supplied_benchmark_says_where_it_is_from_and_who_said_to_which_group_people_belong(name: str) -> None:
    benchmark = load(name)
    assert benchmark.basis == "self"
    assert "Office for National Statistics" in benchmark.source
    assert benchmark.dated is not None
    assert str(benchmark.dated.year) in name
    assert len(benchmark.fingerprint) == 64


def test_figures_not_seen_in_their_source_are_called_unverified() -> None:
    assert not load("london-2021").verified
    assert "Unverified" in load("london-2021").remark
    assert load("london-2011").verified
    assert load("england-and-wales-2011").verified


def test_the_shares_of_london_in_2011_are_those_known() -> None:
    people = load("london-2011").people["ethnicity"]
    shares = {group: round(100 * number / sum(people.values()), 1) for group, number in people.items()}
    assert shares == {"White": 59.8, "Asian": 18.5, "Black": 13.3, "Mixed": 5.0, "Other": 3.4}


@pytest.mark.parametrize("spelling", ["black", "BLACK", "Black or Black British", "Black / Black British", " black "])
def test_groups_match_whatever_their_spelling(spelling: str) -> None:
    assert load("london-2011").group("ethnicity", (spelling,)) == "Black"


def test_an_attribute_matches_by_its_further_names() -> None:
    assert [load("london-2011").attribute([name]) for name in ("Ethnicity", "Ethnic_Group", "sex")] == [
        "ethnicity",
        "ethnicity",
        None,
    ]


def test_folding_keeps_letters_and_digits() -> None:
    assert folded("  Black/Black_British (16-24)") == "black black british 16 24"


@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_reads_a_table_of_the_users(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [("Attribute", "Group", "People"), ("sex", "Männer", "1 200"), ("sex", "Frauen", '"1,300"')]
    benchmark = read(
        written(tmp_path / "town.csv", "\r\n".join(separator.join(row) for row in rows) + "\r\n\r\n", encoding)
    )
    assert benchmark.name == "town"
    assert benchmark.people == {"sex": {"Männer": 1200, "Frauen": 1300}}
    assert not benchmark.verified
    assert benchmark.group("sex", ("MÄNNER",)) == "Männer"


def test_reads_residents_by_two_attributes_at_once(tmp_path: Path) -> None:
    text = "attribute,group,people\nethnicity | age,Black | 16 to 24,10\nethnicity | age,White | 16 to 24,20\n"
    benchmark = read(written(tmp_path / "young.csv", text))
    assert benchmark.attribute(("Ethnicity", "Age")) == "ethnicity | age"
    assert benchmark.group("ethnicity | age", ("black", "16 TO 24")) == "Black | 16 to 24"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "attribute,people\nsex,3\n", "no column 'group'"),
        ("a.csv", "attribute,group,people\n", "no line below"),
        ("a.csv", "attribute,group,people\nsex,Male,many\n", "line 2, sex, 'Male' has 'many'"),
        ("a.csv", "attribute,group,people\nsex,Male,1.5\n", "'1.5'"),
        ("a.csv", "attribute,group,people\nsex,Male,3\nsex,Male,4\n", "line 3, sex, 'Male' is there twice"),
        ("a.csv", "attribute,group,people\nsex,Male,3\nsex,MALE,4\n", "stands for two groups"),
        ("a.csv", "attribute,group,people\nsex,Male\n", "line 2 has too few cells"),
        ("a.csv", "", "no column 'attribute'"),
        ("a.toml", "x = ", "not TOML"),
        ("a.toml", 'source = "x"\ndated = 2021-01-01\n', "no table [attribute.NAME.people]"),
        ("a.toml", 'source = "x"\n[attribute.sex.people]\nMale = 3\n', "no date"),
        ("a.toml", "dated = 2021-01-01\n[attribute.sex.people]\nMale = 3\n", "no source"),
        ("a.toml", 'source = "x"\ndated = 2021-01-01\n[attribute.sex.people]\nMale = "3"\n', "whole number"),
        ("a.toml", 'source = "x"\ndated = 2021-01-01\n[attribute.sex]\nalso = []\n', "[attribute.sex.people]"),
        (
            "a.toml",
            'source = "x"\ndated = 2021-01-01\nbasis = "me"\n[attribute.sex.people]\nMale = 3\n',
            "basis is 'me'",
        ),
        (
            "a.toml",
            'source = "x"\ndated = 2021-01-01\n[attribute.sex]\npeople = {Male = 3}\nspellings = {Men = ["m"]}\n',
            "'Men', which has no people",
        ),
        (
            "a.toml",
            'source = "x"\ndated = 2021-01-01\n[attribute.sex]\nalso = "gender"\n[attribute.sex.people]\nMale = 3\n',
            "not a list of texts",
        ),
    ],
)
def test_refuses_what_it_cannot_use_in_one_sentence(tmp_path: Path, name: str, text: str, says: str) -> None:
    with pytest.raises(CannotInspect) as refusal:
        read(written(tmp_path / name, text))
    assert says in str(refusal.value)


def test_refuses_an_unknown_name_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CannotInspect, match="There are: england-and-wales-2011, london-2011, london-2021"):
        load("paris-2011")
    with pytest.raises(CannotInspect, match=r"none\.csv cannot be read"):
        read(tmp_path / "none.csv")
