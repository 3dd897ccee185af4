"""The three files: the same bytes twice, a page without script, a PDF that can be read aloud, JSON with all digits."""

import io
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import inspected_lists
import pikepdf
import pytest

from evenhand.inspection.finding import Finding
from evenhand.inspection.inspected import Inspection
from evenhand.inspection.report import document, files, html, letters
from evenhand.inspection.report import pdf as printed
from evenhand.inspection.report.build import sections

HOSTILE = '<script>alert(1)</script> #panic("x") $x$ *b* `c` \\ @ref [l] {{ 7*7 }} // x /* "q" \''


def shown(inspection: Inspection, publish: bool = False) -> dict[str, Any]:
    return document.shown(inspection, sections(inspection, publish), publish)


def hostile() -> Inspection:
    """A list on which every text is an attack."""
    whole = inspected_lists.whole()
    extract = replace(
        whole.extract, title=HOSTILE, outcome_says=HOSTILE, assumed=(HOSTILE,),
        attributes=tuple(replace(one) for one in whole.extract.attributes),
    )  # fmt: skip
    group = replace(whole.tables[0], attributes=(HOSTILE,), stage=HOSTILE, warnings=(HOSTILE,),
                    groups=tuple((HOSTILE,) for _ in whole.tables[0].groups))  # fmt: skip
    finding = Finding("x", HOSTILE, HOSTILE, 1, 2, safeguards=(HOSTILE,), law=(HOSTILE,))
    return replace(whole, extract=extract, findings=(finding,), tables=(group,), said=(HOSTILE,))


WHOLE = shown(inspected_lists.whole())
PDF = printed.pdf(WHOLE)


def elements(document_: pikepdf.Pdf) -> list[pikepdf.Object]:
    """Every element of the tree by which a PDF is read aloud."""
    found, waiting = [], [document_.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Array):
            waiting.extend(one)
        elif isinstance(one, pikepdf.Dictionary):
            if "/S" in one:
                found.append(one)
            if "/K" in one:
                waiting.append(one.K)
    return found


@pytest.mark.parametrize("publish", [False, True])
def test_the_same_inspection_gives_the_same_bytes(tmp_path: Path, publish: bool) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    for folder in (first, second):
        folder.mkdir()
        paths = files.write(inspected_lists.whole(), folder, "report", publish)
        assert [path.name for path in paths] == ["report.html", "report.pdf", "report.json"]
    for name in ("report.html", "report.pdf", "report.json"):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name


def test_the_json_has_all_digits_and_every_table() -> None:
    whole = inspected_lists.whole()
    made = json.loads(json.dumps(document.full(whole, sections(whole), False), allow_nan=False))
    by_name = {section["name"]: section for section in made["sections"]}
    data = by_name["treatment"]["data"]
    found = len(data["tables"]) + len(data["intersections"]) + len(by_name["who"]["data"]["compositions"])
    assert found == len(whole.tables)
    table = next(one for one in whole.tables if one.attributes == ("sex",) and one.stage == "entered")
    same = next(one for one in data["tables"] if one["attributes"] == ["sex"] and one["stage"] == "entered")
    assert same["rate"] == table.rate.tolist()
    assert len(by_name["cutoffs"]["data"]["cutoffs"][0]["cuts"]) == len(whole.cutoffs[0].cuts) > 100
    assert made["shape"] == 1
    assert made["fingerprint"] == whole.extract.fingerprint


def test_the_page_has_no_script_and_nothing_from_elsewhere() -> None:
    page = html.page(WHOLE)
    assert "<script" not in page
    assert not re.search(r"\son\w+=|<link|<img|@import|url\(", page)
    assert set(re.findall(r'(?:href|src)="([^"]*)"', page)) == {"#content"} | {
        f"#{s['name']}" for s in WHOLE["sections"]
    }
    assert "default-src 'none'" in page
    assert page.count("<h1") == 1


def test_every_identifier_of_the_page_is_there_once() -> None:
    found = re.findall(r'\bid="([^"]*)"', html.page(WHOLE))
    assert len(found) == len(set(found)) > 20


def test_no_text_becomes_markup_in_the_page() -> None:
    page = html.page(shown(hostile()))
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page


def test_no_text_becomes_markup_in_the_pdf() -> None:
    made = pikepdf.open(io.BytesIO(printed.pdf(shown(hostile()))))
    assert HOSTILE in str(made.docinfo["/Title"])


def test_the_pdf_is_tagged_and_named_and_says_its_language() -> None:
    made = pikepdf.open(io.BytesIO(PDF))
    assert bool(made.Root.MarkInfo.Marked)
    assert str(made.Root.Lang).startswith("en")
    assert str(made.docinfo["/Title"]) == WHOLE["title"]
    with made.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
    assert b"CreationDate" not in PDF


def test_the_pdf_has_headings_tables_and_a_text_for_every_picture() -> None:
    made = pikepdf.open(io.BytesIO(PDF))
    found = elements(made)
    kinds = [str(one.S) for one in found]
    tables = sum(len(printed._split(table)) for section in WHOLE["sections"] for table in section["tables"])
    assert kinds.count("/Table") >= tables
    assert {"/H1", "/H2", "/TH", "/TD", "/THead", "/L", "/LI", "/Caption"} <= set(kinds)
    figures = [one for one in found if str(one.S) == "/Figure"]
    assert len(figures) == sum(len(section["plots"]) for section in WHOLE["sections"])
    said = {str(one.Alt) for one in figures}
    assert said == {plot["words"] for section in WHOLE["sections"] for plot in section["plots"]}


def test_a_table_with_too_many_columns_is_split_and_nothing_is_lost() -> None:
    table = {
        "caption": "Many", "notes": ["n"], "columns": [{"title": str(c), "number": False} for c in range(20)],
        "rows": [[f"{r}.{c}" for c in range(20)] for r in range(3)],
    }  # fmt: skip
    parts = printed._split(table)
    assert len(parts) == 3
    assert all(len(part["columns"]) <= printed.MOST_COLUMNS for part in parts)
    assert [part["rows"][1][0] for part in parts] == ["1.0"] * 3
    assert [cell for part in parts for cell in part["rows"][1][1:]] == [f"1.{c}" for c in range(1, 20)]
    assert [part["notes"] for part in parts] == [[], [], ["n"]]


def test_a_bare_list_makes_all_three_files(tmp_path: Path) -> None:
    for path in files.write(inspected_lists.bare(), tmp_path, "bare"):
        assert path.stat().st_size > 1_000


ODD = (
    "\u00e4\u00f6\u00fc \u2014 " + "x" * 300,
    "\u0645\u062c\u0645\u0648\u0639\u0629",
    "\u4e2d\u6587",
    "\U0001f600 -1 \x00\x01\x1b",
    "\n\t",
    "not recorded",
)


def odd() -> Inspection:
    """A list whose groups have names that nobody expected."""
    whole = inspected_lists.whole()
    named = tuple((name,) for name in ODD)
    tables = tuple(replace(one, groups=named) for one in whole.tables if one.attributes == ("ethnicity",))
    rates = tuple(replace(one, groups=ODD) for one in whole.error_rates if one.attribute == "ethnicity")
    over = tuple(replace(one, groups=ODD) for one in whole.cutoffs if one.attribute == "ethnicity")
    return replace(whole, tables=tables, error_rates=rates, cutoffs=over, calibration=(), outcome_tests=())


def test_a_list_in_any_script_is_printed_and_letters_without_a_shape_are_shown_by_their_code() -> None:
    report = shown(odd())
    made = pikepdf.open(io.BytesIO(printed.pdf(report)))
    said = {str(one.Alt) for one in elements(made) if str(one.S) == "/Figure"}
    assert any("(U+4E2D)(U+6587)" in words for words in said)
    assert any("\u0645\u062c\u0645\u0648\u0639\u0629" in words for words in said)
    assert "\u4e2d\u6587" in html.page(report)


def test_only_letters_that_no_font_has_count_as_missing() -> None:
    assert letters.missing(["caf\u00e9 \u0416 \u03b1 \u2212 \u4e2d", "\U0001f600"]) == {"\u4e2d", "\U0001f600"}
    assert letters.missing(["plain"]) == set()


def test_nothing_runs_off_the_page_however_long_a_name_is() -> None:
    """But for what is read aloud, and the picture itself, which cuts names off."""
    printable = [{**section, "plots": []} for section in shown(odd())["sections"]]
    assert "x" * 300 in "".join(letters.texts_of(printable))
    assert max(len(word) for text in letters.texts_of(printed._breakable(printable))
               for word in re.split(r"[\s\u200b]", text)) <= printed.LONG_WORD  # fmt: skip
