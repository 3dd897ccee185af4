"""Any file is read: whatever its encoding, separator, quotes and headings, nothing is lost and all is said."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evenhand.inspection.extract import NOT_RECORDED, Role
from evenhand.inspection.mapping import AttributeColumn, Mapping, YesNoColumn
from evenhand.inspection.mapping_file import read_mapping
from evenhand.inspection.reading import headings, read, source
from evenhand.inspection.trouble import CannotInspect

DATA = Path(__file__).resolve().parents[2] / "data"
AS_AT = date(2018, 5, 1)
LIST = Mapping("A list", AS_AT, {Role.PERSON: "ref"})


def written(folder: Path, text: str | bytes, name: str = "list.csv") -> Path:
    """A file of this text."""
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return file


def column(extract, name: str) -> list:
    """A column of an extract's table, in the order of the file."""
    return [one for (one,) in extract.connection.execute(f'SELECT "{name}" FROM people ORDER BY row').fetchall()]


def cells(file: Path) -> list[tuple[str, ...]]:
    """Every cell of a file as text, as `source` has it."""
    with duckdb.connect() as line, source.opened(file) as opened:
        known = source.load(line, opened, opened.headings)
        picked = ", ".join(known.columns[one] for one in opened.headings)
        return line.execute(f"SELECT {picked} FROM numbered ORDER BY row").fetchall()


CELL = st.text(
    st.characters(blacklist_characters="\0\r", blacklist_categories=("Cs", "Cc")) | st.just("\n"), max_size=6
)
TABLE = st.integers(2, 5).flatmap(lambda width: st.lists(st.tuples(*[CELL] * width), min_size=1, max_size=12))


@settings(max_examples=120, deadline=None)
@given(TABLE, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
@example([("a", 'say "yes"'), ("x\ny", "")], ";", "cp1252")
def test_every_cell_of_any_table_comes_back(tmp_path_factory, table, separator, encoding) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    names = [f"heading{place}é" for place in range(len(table[0]))]
    writer.writerow(names)
    writer.writerows(table)
    try:
        told = text.getvalue().encode(encoding)
    except UnicodeEncodeError:
        told, encoding = text.getvalue().encode("utf-8"), "utf-8"
    file = written(tmp_path_factory.mktemp("any"), told)
    assert cells(file) == [tuple(row) for row in table]


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from(b'",\n;x')), max_size=6))
def test_no_row_is_lost_however_a_file_is_damaged(tmp_path_factory, seed, damage) -> None:
    rows = [f"R{seed + n},Ann{n},{n % 7}" for n in range(30)]
    told = bytearray("\n".join(["ref,name,score", *rows, ""]).encode())
    start = told.index(b"\n") + 1
    for place, letter in damage:
        told[start + place % (len(told) - start)] = letter
    file = written(tmp_path_factory.mktemp("damaged"), bytes(told))
    with duckdb.connect() as line, source.opened(file) as opened:
        known = source.load(line, opened, ["ref"])
        unusable = sum(
            int(one.split()[0].replace(",", "")) if "rows (" in one else 1 for one in known.said if "too many" in one
        )
        kept = " ".join(one for (one,) in line.execute("SELECT c0 FROM source").fetchall())
    lines = [one for one in bytes(told).split(b"\n")[1:] if one.strip(b"\r")]
    assert known.rows + unusable <= len(lines)
    untouched = [row.split(",")[0] for row in rows if row.encode() in lines]
    lost = [one for one in untouched if one not in kept]
    # A quote that opens and closes well may enclose whole lines: they are inside a field then, and that is in the row.
    assert not lost or b'"' in bytes(told)
    assert len(lost) <= source.lines.LONGEST


def test_a_stray_quote_swallows_nothing(tmp_path: Path) -> None:
    file = written(tmp_path, 'ref,name\nA1,"Ann\nA2,Bob\nA3,"Cy"\nA4,5" tall\n')
    assert cells(file) == [("A1", '"Ann'), ("A2", "Bob"), ("A3", "Cy"), ("A4", '5" tall')]


def test_rows_of_another_width_are_kept_where_that_is_clear_and_named_where_it_is_not(tmp_path: Path) -> None:
    extract = read(written(tmp_path, "ref,race,x\nA1,B\nA2,W,1\nA3,W,1,2\nA4,W,1,,\n"), LIST)
    assert column(extract, "person") == ["A1", "A2", "A4"]
    assert column(extract, "row") == [1, 2, 4]
    assert "Row 3 had too many fields and could not be used." in extract.assumed
    assert "Row 1 had too few fields; what was missing counts as not given." in extract.assumed


def test_windows_1252_is_found_out_and_said(tmp_path: Path) -> None:
    extract = read(written(tmp_path, "ref,race\nA1,Métis\nA2,Métis\n".encode("cp1252")), with_race())
    assert extract.attributes[0].groups == ("Métis",)
    assert "The file is not UTF-8 and was read as Windows-1252." in extract.assumed


def with_race(**more) -> Mapping:
    """The list's mapping, with its ethnicity."""
    return replace(LIST, attributes=(AttributeColumn("ethnicity", "race", **more),))


def test_doubled_headings_are_told_apart_and_compared() -> None:
    file = DATA / "compas-two-years.csv"
    assert headings(file)[10] == "decile_score (2)"
    extract = read(file, Mapping("COMPAS", AS_AT, {Role.SCORE: "decile_score"}))
    told = (
        "Column decile_score stands twice; the second is called 'decile_score (2)'. They are equal in all 7,214 rows."
    )
    assert told in extract.assumed


def test_doubled_headings_that_differ_are_counted(tmp_path: Path) -> None:
    extract = read(written(tmp_path, "ref,x,x\nA1,1,1\nA2,1,2\n"), LIST)
    assert "They differ in 1 of 2 rows." in " ".join(extract.assumed)


def test_headings_without_a_name_and_headings_that_try_to_be_sql(tmp_path: Path) -> None:
    file = written(tmp_path, 'ref,,"a"";DROP TABLE people;--",race\nA1,x,y,B\n')
    name = 'a";DROP TABLE people;--'
    assert headings(file) == ("ref", "column 2", name, "race")
    extract = read(file, replace(with_race(groups={"it's": ("B",)}), columns={Role.PERSON: "ref", Role.BASIS: name}))
    assert column(extract, "basis") == ["y"]
    assert extract.attributes[0].groups == ("it's",)


def test_spellings_of_one_group_are_one_and_slips_are_only_pointed_out(tmp_path: Path) -> None:
    values = ["Black", " black ", "BLACK", "IC3", "Blcak", "Blavk", "Unknown", "n/a", "White-Irish", "white irish"]
    file = written(tmp_path, "ref,race\n" + "".join(f"A{n},{one}\n" for n, one in enumerate(values)))
    extract = read(file, with_race(groups={"Black": ("IC3",)}))
    groups = column(extract, extract.attributes[0].column)
    assert groups == ["Black"] * 4 + ["Blcak", "Blavk", NOT_RECORDED, NOT_RECORDED, "White-Irish", "White-Irish"]
    assert extract.attributes[0].groups[-1] == NOT_RECORDED
    said = " ".join(extract.assumed)
    assert "'White-Irish' and 'white irish'" in said
    assert "'Black' and 'Blavk'" in said


def test_many_values_are_folded_into_others_and_said(tmp_path: Path) -> None:
    rows = "".join(f"A{n},area{n % 100}\n" for n in range(150))
    extract = read(written(tmp_path, "ref,race\n" + rows), with_race())
    assert len(extract.attributes[0].groups) == 60
    assert "others (41 values)" in extract.attributes[0].groups
    assert "Column race has 100 values" in " ".join(extract.assumed)


@pytest.mark.parametrize(
    ("values", "wanted", "said"),
    [
        (["2018-02-03", "1999-12-31"], [date(2018, 2, 3), date(1999, 12, 31)], ""),
        (["03/02/2018", "31.12.1999"], [date(2018, 2, 3), date(1999, 12, 31)], "with the day first"),
        (["02/03/2018", "12-31-1999"], [date(2018, 2, 3), date(1999, 12, 31)], "with the month first"),
        (["03/02/2018", "04/05/2018"], [date(2018, 2, 3), date(2018, 5, 4)], "cannot be told; the day was taken to"),
        (["3 Feb 2018", "31-DEC-99"], [date(2018, 2, 3), date(1999, 12, 31)], "1930 to 2029"),
        (["Feb 3, 2018", "3rd March 2018"], [date(2018, 2, 3), date(2018, 3, 3)], ""),
        (["43134", "36525"], [date(2018, 2, 3), date(1999, 12, 31)], "numbers of a spreadsheet"),
        (["2018-02-03T10:15:00Z", "20180204"], [date(2018, 2, 3), date(2018, 2, 4)], ""),
        (["2018-02-30", "soon"], [None, None], "2 of 2 values could not be read as days"),
        (["1900-01-01", "9999-12-31"], [None, None], "2 values are days such as 1900-01-01"),
    ],
)
def test_days_are_read_in_the_style_of_their_column(tmp_path: Path, values, wanted, said) -> None:
    file = written(tmp_path, "ref;dob\n" + "".join(f'A{n};"{one}"\n' for n, one in enumerate(values)))
    extract = read(file, replace(LIST, columns={Role.BORN_ON: "dob"}))
    assert column(extract, "born_on") == wanted
    assert said in " ".join(extract.assumed)


def test_the_mapping_says_which_of_day_and_month_comes_first(tmp_path: Path) -> None:
    file = written(tmp_path, "ref,dob\nA1,03/02/2018\n")
    known = replace(LIST, columns={Role.BORN_ON: "dob"})
    assert column(read(file, replace(known, dates="month-first")), "born_on") == [date(2018, 3, 2)]


def test_numbers_with_words_commas_and_stand_ins_among_them(tmp_path: Path) -> None:
    values = ["12.0", '"1,204"', "high", "N/A", "", "-1", "3 %"]
    file = written(tmp_path, "ref,s\n" + "".join(f"A{n},{one}\n" for n, one in enumerate(values)))
    extract = read(file, replace(LIST, columns={Role.SCORE: "s"}))
    assert column(extract, "score") == [12.0, 1204.0, None, None, None, None, 3.0]
    assert "In column s 1 of 7 values are no numbers and count as not given." in extract.assumed
    assert "In column s the value -1 stands for none and counts as not given." in extract.assumed


def test_a_large_number_is_a_stand_in_only_where_no_other_comes_near(tmp_path: Path) -> None:
    def scores(*values: int) -> list:
        file = written(tmp_path, "ref,s\n" + "".join(f"A{n},{one}\n" for n, one in enumerate(values)))
        return column(read(file, replace(LIST, columns={Role.SCORE: "s"})), "score")

    assert scores(1, 10, 99) == [1, 10, None]
    assert scores(1, 40, 99) == [1, 40, 99]
    assert scores(-3, -1, 5) == [-3, -1, 5]


def test_yes_and_no_in_their_spellings_and_what_the_file_does_not_say(tmp_path: Path) -> None:
    file = written(tmp_path, "ref,a,b,c\nA1,Y,2018-01-01,High\nA2,no,,Low\nA3,,2018-01-02,\n")
    stages = (YesNoColumn("asked", "a"), YesNoColumn("dated", "b"), YesNoColumn("high", "c", ("high", "medium")))
    extract = read(file, replace(LIST, stages=stages))
    assert [column(extract, f"s{place}") for place in range(3)] == [
        [True, False, None], [True, False, True], [True, False, None],
    ]  # fmt: skip


def test_ages_and_numbers_in_bands(tmp_path: Path) -> None:
    file = written(tmp_path, "ref,dob,s\nA1,2008-05-01,1\nA2,2008-05-02,7\nA3,,\nA4,2000-05-01,12\n")
    attributes = (AttributeColumn("age", "dob", bands=(10, 18)), AttributeColumn("score", "s", bands=(5, 6, 10)))
    extract = read(file, Mapping("A list", AS_AT, {Role.BORN_ON: "dob"}, attributes))
    assert column(extract, "a0") == ["10 to 17", "under 10", NOT_RECORDED, "18 and over"]
    assert column(extract, "a1") == ["under 5", "6 to 9", NOT_RECORDED, "10 and over"]
    assert extract.attributes[1].groups == ("under 5", "6 to 9", "10 and over", NOT_RECORDED)


def test_rows_that_stand_for_several_people(tmp_path: Path) -> None:
    file = written(tmp_path, "race,n\nB,70\nW,30\n")
    counted = Mapping("Cells", AS_AT, {}, (AttributeColumn("ethnicity", "race"),), count="n")
    extract = read(file, counted)
    assert (extract.rows, extract.people, extract.single) == (2, 100, False)
    with pytest.raises(CannotInspect, match="in row 2 it is no whole number"):
        read(written(tmp_path, "race,n\nB,70\nW,half\n"), counted)


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        (replace(LIST, columns={Role.PERSON: "reff"}), "has no column 'reff', which the mapping names. Nearest: ref"),
        (replace(LIST, stages=(YesNoColumn("kept", "ref", (), "listed"),)), "among 'listed', which is no stage"),
        (replace(LIST, as_at=None), "As at which day"),
        (with_race(groups={"A": ("x",), "B": ("X",)}), "A spelling belongs to one group"),
    ],
)
def test_refuses_with_one_sentence(tmp_path: Path, mapping: Mapping, said: str) -> None:
    with pytest.raises(CannotInspect, match=said):
        read(written(tmp_path, "ref,race\nA1,x\n"), mapping)


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "has no heading"), ("ref,race\n", "a heading and no rows"), ("PAR1nonsense", "not a Parquet file")],
)
def test_refuses_a_file_with_nothing_in_it(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CannotInspect, match=said):
        read(written(tmp_path, text), LIST)
    with pytest.raises(CannotInspect, match="There is no file"):
        read(tmp_path / "nowhere.csv", LIST)


def test_dates_itself_by_the_latest_day_where_nobody_says(tmp_path: Path) -> None:
    file = written(tmp_path, "ref,added\nA1,2018-04-03\nA2,2018-02-01\n")
    extract = read(file, Mapping("A list", None, {Role.LISTED_ON: "added"}))
    assert extract.as_at == date(2018, 4, 3)
    assert "2018-04-03, the latest in added, was taken" in extract.assumed[-1]


def test_parquet_with_types_gives_the_same_as_its_text(tmp_path: Path) -> None:
    with duckdb.connect() as line:
        made = (
            "SELECT 'A1' AS ref, DATE '2000-02-03' AS dob, 4::DECIMAL(5,1) AS s, true AS yes "
            "UNION ALL SELECT 'A2', NULL, 0, false"
        )
        line.sql(made).write_parquet(str(tmp_path / "list.parquet"))
    known = Mapping(
        "A list", AS_AT, {Role.PERSON: "ref", Role.BORN_ON: "dob", Role.SCORE: "s"}, (), (YesNoColumn("yes", "yes"),)
    )
    extract = read(tmp_path / "list.parquet", known)
    rows = extract.connection.execute("SELECT person, born_on, score, s0 FROM people ORDER BY row").fetchall()
    assert rows == [("A1", date(2000, 2, 3), 4.0, True), ("A2", None, 0.0, False)]


def test_a_file_of_very_many_columns(tmp_path: Path) -> None:
    width = 20_000
    names = ",".join(f"nothing{n}" for n in range(width))
    file = written(tmp_path, f"ref,{names},race\n" + "".join(f"A{n}{',' * width},B\n" for n in range(5)))
    extract = read(file, with_race())
    assert (extract.rows, column(extract, "person")[4], extract.attributes[0].groups) == (5, "A4", ("B",))


def test_fast_and_careful_reading_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, mapping = DATA / "compas-two-years.csv", read_mapping(DATA / "compas.toml")
    fast = read(file, mapping).connection.execute("SELECT * FROM people ORDER BY row").fetchall()
    monkeypatch.setattr(source, "_loaded_fast", lambda *_: False)
    assert read(file, mapping).connection.execute("SELECT * FROM people ORDER BY row").fetchall() == fast
    assert len(fast) == 7214


@pytest.mark.parametrize(
    ("values", "wanted", "said"),
    [
        (["7,5", "3,25", "12"], [7.5, 3.25, 12.0], True),
        (["1.204,5", "7,5", ""], [1204.5, 7.5, None], True),
        (["1,204", "1,204,000", "7.5"], [1204.0, 1204000.0, 7.5], False),
        (["nan", "inf", "-inf", "1e3"], [None, None, None, 1000.0], False),
    ],
)
def test_commas_stand_between_thousands_or_before_decimals_in_a_whole_column(
    tmp_path: Path, values, wanted, said
) -> None:
    file = written(tmp_path, "ref;s\n" + "".join(f"A{n};{one}\n" for n, one in enumerate(values)))
    extract = read(file, replace(LIST, columns={Role.SCORE: "s"}))
    assert column(extract, "score") == wanted
    assert ("Commas in column s were read as decimal commas." in extract.assumed) is said


def test_a_number_beyond_all_counts_is_not_given_and_no_count_of_people(tmp_path: Path) -> None:
    file = written(tmp_path, "ref,s\nA1,1e30\nA2,3\n")
    assert column(read(file, replace(LIST, columns={Role.SOURCES: "s"})), "sources") == [None, 3]
    for wrong in ("1e30", "nan"):
        with pytest.raises(CannotInspect, match="no whole number"):
            read(written(tmp_path, f"race,n\nB,{wrong}\n"), Mapping("Cells", AS_AT, {}, count="n"))


def test_what_else_counts_as_no_is_said(tmp_path: Path) -> None:
    file = written(tmp_path, "ref,a\nA1,Yes\nA2,Maybe\nA3,No\nA4,\n")
    extract = read(file, replace(LIST, stages=(YesNoColumn("asked", "a", ("Yes",)),)))
    assert column(extract, "s0") == [True, False, False, None]
    assert "In column a these values count as no for 'asked': 'Maybe'." in extract.assumed


def test_the_reference_is_found_whatever_its_spelling_and_missed_aloud(tmp_path: Path) -> None:
    file = written(tmp_path, "ref,race\nA1,WHITE\nA2,Black\n")
    assert read(file, with_race(reference="White")).attributes[0].reference == "WHITE"
    missing = read(file, with_race(reference="Green"))
    assert "Nobody in the file is in the group 'Green' of ethnicity. There are: Black, WHITE." in missing.assumed


def test_columns_that_are_set_one_below_the_other(tmp_path: Path) -> None:
    file = written(tmp_path, "ref   race   s\nA1    Black  7\nA202  White 10\n")
    assert cells(file) == [("A1", "Black", "7"), ("A202", "White", "10")]
