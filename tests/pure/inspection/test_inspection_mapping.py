"""A mapping is read strictly, written to be changed, and proposed for a file without deciding anything."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.inspection.extract import Role
from evenhand.inspection.mapping import AttributeColumn, Mapping, YesNoColumn
from evenhand.inspection.mapping_file import as_toml, fingerprint, read_mapping
from evenhand.inspection.reading import propose, read
from evenhand.inspection.trouble import CannotInspect

DATA = Path(__file__).resolve().parents[2] / "data"
TEXT = st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=8)
YES_NO = st.builds(YesNoColumn, TEXT, TEXT, st.tuples(TEXT), TEXT)
ATTRIBUTE = st.builds(
    AttributeColumn,
    TEXT,
    TEXT,
    st.sampled_from(["", "self", "officer"]),
    TEXT,
    st.dictionaries(TEXT, st.tuples(TEXT), max_size=2),
)
MAPPING = st.builds(
    Mapping,
    TEXT,
    st.none() | st.dates(),
    st.dictionaries(st.sampled_from(Role), TEXT, max_size=3),
    st.lists(ATTRIBUTE, max_size=2, unique_by=lambda one: one.name).map(tuple),
    st.lists(YES_NO, max_size=2, unique_by=lambda one: one.name).map(tuple),
    st.none() | YES_NO,
    TEXT,
    st.lists(TEXT, max_size=2).map(tuple),
    st.sampled_from(["", "day-first", "month-first"]),
    st.just({"retention_months": 36}),
)


@given(MAPPING)
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, mapping: Mapping) -> None:
    file = tmp_path_factory.mktemp("mapping") / "map.toml"
    file.write_text(as_toml(mapping, {"register": "Read me.\nTwice."}), encoding="utf-8")
    known = read_mapping(file)
    assert fingerprint(known) == fingerprint(mapping) == known.fingerprint
    assert (known.attributes, known.stages, known.columns) == (mapping.attributes, mapping.stages, mapping.columns)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[columns]\nborn = 'x'", r"\[columns\] has born; it can have person, name"),
        ("[columns]\nborn_on = 3", "must be lines such as"),
        ("[colums]", "has colums; it can have register"),
        ("[register]\nas_at = 'May'", "as_at must be a day"),
        ("[[attribute]]\nname = 'race'", "needs column"),
        ("[[attribute]]\nname = 'a'\ncolumn = 'b'\nbasis = 'me'", "basis must be"),
        ("[[attribute]]\nname = 'a'\ncolumn = 'b'\nbands = [18, 10]", "in rising order"),
        ("[[stage]]\nname = 'a'\ncolumn = 'b'\n[[stage]]\nname = 'a'\ncolumn = 'c'", "the name a more than once"),
        ("[stage]\nname = 'a'", r"written as \[\[stage\]\]"),
        ("[reading]\ndates = 'american'", "day-first, month-first"),
        ("[limits]\nreview_days = 0", "whole numbers above zero"),
        ("[limits]\nyears = 1", "it can have retention_months, review_days"),
        ("[outcome]\nname = 'x'", "needs column"),
        ("outcome = 'recid'", r"written as \[outcome\]"),
        ("[columns]\nscore = ''", "must be lines such as"),
        ("not toml", "is not TOML"),
    ],
)
def test_a_slip_is_said_with_where_it_is(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "map.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CannotInspect, match=said) as caught:
        read_mapping(file)
    assert str(file) in str(caught.value)


def test_a_mapping_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotInspect, match="cannot be read"):
        read_mapping(tmp_path / "map.toml")


def test_a_remark_with_letters_that_toml_does_not_allow_is_read_back(tmp_path: Path) -> None:
    file = tmp_path / "map.toml"
    file.write_text(
        as_toml(Mapping("A list", None, {Role.BAND: "b"}), {"band": "b: for instance \x07high"}), "utf-8-sig"
    )
    assert read_mapping(file).columns == {Role.BAND: "b"}


def test_proposes_what_compas_is_and_asks_for_the_rest(tmp_path: Path) -> None:
    proposal = propose(DATA / "compas-two-years.csv")
    known = proposal.mapping
    assert (known.columns[Role.SCORE], known.columns[Role.AGE], known.columns[Role.BAND]) == (
        "decile_score",
        "age",
        "score_text",
    )
    assert [one.column for one in known.attributes] == ["race", "sex", "age_cat", "age"]
    assert known.outcome is not None
    assert known.outcome.column == "two_year_recid"
    assert known.as_at is None
    assert any("As at which day" in one for one in proposal.questions)
    assert any("Who said the ethnicity" in one for one in proposal.questions)
    file = tmp_path / "map.toml"
    file.write_text(as_toml(known, proposal.remarks), encoding="utf-8")
    assert fingerprint(read_mapping(file)) == fingerprint(known)
    assert read(DATA / "compas-two-years.csv", read_mapping(file), as_at=date(2016, 1, 1)).rows == 7214


def test_proposes_the_columns_of_a_list_as_a_force_keeps_it_and_shows_no_name(tmp_path: Path) -> None:
    text = (
        "Ref No,Surname,DOB,IC Code,Home postcode,Borough,Harm score,RAG,Grounds,Held as,"
        "Date added,Last reviewed,Shared with\n"
        "N1,Zorvant,03/02/1999,3,VZ1 1CC,Ostrevale,0,Green,,Subject,01/02/2016,,Council\n"
        "N2,Zorvant,13/02/1999,1,VZ1 1CC,Ostrevale,4,Amber,x,Subject,01/03/2016,,\n"
    )
    file = tmp_path / "force_list.csv"
    file.write_text(text, encoding="utf-8")
    proposal = propose(file)
    assert {role.value: heading for role, heading in proposal.mapping.columns.items()} == {
        "person": "Ref No", "name": "Surname", "born_on": "DOB", "postcode": "Home postcode", "area": "Borough",
        "score": "Harm score", "band": "RAG", "basis": "Grounds", "listed_as": "Held as", "listed_on": "Date added",
        "released_to": "Shared with",
    }  # fmt: skip
    assert proposal.mapping.attributes[0] == AttributeColumn("ethnicity", "IC Code", "officer")
    assert not [
        word for word in ("Zorvant", "N1", "1999", "VZ1") if word in as_toml(proposal.mapping, proposal.remarks)
    ]
