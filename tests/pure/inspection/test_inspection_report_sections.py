"""What the report says, and what it says where the file says little."""

import re
from dataclasses import replace

import inspected_lists
import numpy as np
import pytest

from evenhand.inspection.report import words
from evenhand.inspection.report.build import sections
from evenhand.inspection.report.parts import Section
from evenhand.inspection.report.seen import differs_materially

WHOLE = inspected_lists.whole()
MADE = {section.name: section for section in sections(WHOLE)}


def everything(section: Section) -> str:
    """All that a section says, in one text."""
    cells = [words.cell(cell, column.kind) for table in section.tables for row in table.rows
             for cell, column in zip(row, table.columns, strict=True)]  # fmt: skip
    items = [text for item in section.items for text in (item.title, *item.sentences, *item.details)]
    notes = [text for table in section.tables for text in (table.caption, *table.notes)]
    return "\n".join([*section.warnings, *section.paragraphs, *section.points, *items, *cells, *notes])


def test_sections_come_in_their_order() -> None:
    assert list(MADE) == [
        "short", "origin", "findings", "who", "treatment", "cutoffs", "errors", "bar", "change", "reading",
    ]  # fmt: skip


def test_a_bare_file_makes_a_short_report_that_says_what_it_lacks() -> None:
    made = {section.name: section for section in sections(inspected_lists.bare())}
    assert list(made) == ["short", "origin", "findings", "reading"]
    said = everything(made["findings"])
    for what in ("a score", "an outcome", "a date of birth", "a benchmark", "the day on which somebody was listed"):
        assert what in said
    assert "there are 7 people on a list" in made["short"].points[0]
    assert any(point.startswith("Not tested") for point in made["short"].points)


def test_the_first_section_is_short_and_says_that_it_is_not_for_publication() -> None:
    short = MADE["short"]
    assert 5 <= len(short.points) <= 11
    assert short.warnings == ("Not for publication: contains small numbers.",)
    assert "3,806 people" in short.points[0]
    assert "cannot show" in short.points[-1]


def test_the_composition_in_short_is_the_one_against_the_benchmark_that_shows_the_least() -> None:
    singles = [table for table in WHOLE.tables if table.attributes == ("ethnicity",) and table.stage == "listed"]
    ratios = [float(table.ratio[table.groups.index(("Black",))]) for table in singles]
    said = next(point for point in MADE["short"].points if point.startswith("By ethnicity"))
    assert len(ratios) == 2
    assert f"listed {words.ratio(min(ratios))} (" in said
    assert words.ratio(max(ratios)) not in said
    assert "unverified" in said
    assert "mixes what officers saw with what people said" in said


def test_faults_that_a_law_speaks_against_are_in_short_and_others_only_among_the_findings() -> None:
    said = "\n".join(MADE["short"].points)
    assert "2 checks of 4 found what a law speaks against" in said
    assert "3 of 3,806 people had died" in said
    assert "only suffered harm" not in said
    assert "only suffered harm" in everything(MADE["findings"])


def test_a_list_with_nothing_wrong_says_so() -> None:
    clean = tuple(replace(one, found=0) for one in WHOLE.findings)
    short = next(iter(sections(replace(WHOLE, findings=clean))))
    assert "Of 5 named checks that could be made, none found anything against a law." in short.points


def test_no_difference_at_any_stage_is_said_with_the_number_of_comparisons() -> None:
    same = tuple(replace(table, adjusted=np.ones(len(table.groups))) for table in WHOLE.tables)
    short = next(iter(sections(replace(WHOLE, tables=same))))
    assert (
        f"At no stage does any group differ beyond chance from those it is compared with, after correction for "
        f"{WHOLE.comparisons} comparisons." in short.points
    )


def test_each_fault_has_its_promise_with_its_title_its_law_and_its_rows() -> None:
    said = everything(MADE["findings"])
    assert "SG-09, Enough recent" in said
    assert "SG-25, The dead are left in peace" in said
    assert "Data Protection Act 2018, section 38" in said
    assert "Rows of the file: 17, 911, 2,040." in said
    assert "No reference occurs twice." in said
    assert "name one in the mapping" in said


def test_what_was_inspected_has_every_assumption_source_and_fingerprint() -> None:
    said = everything(MADE["origin"])
    for text in (*WHOLE.extract.assumed, *WHOLE.said, WHOLE.extract.fingerprint, WHOLE.extract.mapping_fingerprint):
        assert text in said
    for benchmark in WHOLE.benchmarks:
        assert benchmark.source in said
        assert benchmark.fingerprint in said
    assert "Verified in its source: no, unverified." in said
    assert "as an officer saw them" in said


def test_every_table_says_its_warnings_and_marks_small_groups() -> None:
    said = everything(MADE["treatment"])
    for table in WHOLE.tables:
        if len(table.attributes) == 1:
            where = MADE["treatment" if table.stage != "listed" else "who"]
            for warning in table.warnings:
                assert warning in everything(where)
    assert "Other (small)" in said
    assert "Small: fewer than 30 people" in said


def test_intersections_are_shown_only_where_they_differ_and_all_are_in_the_data() -> None:
    crossed = [table for table in WHOLE.tables if len(table.attributes) > 1]
    assert len(MADE["treatment"].data["intersections"]) == len(crossed) > 0
    assert not any(differs_materially(table).any() for table in crossed)
    assert "Shown are none" in everything(MADE["treatment"])
    one = crossed[0]
    apart = replace(
        one, ratio=np.full(len(one.groups), 3.0), adjusted=np.zeros(len(one.groups)),
        small=np.arange(len(one.groups)) > 0,
    )  # fmt: skip
    made = {section.name: section for section in sections(replace(WHOLE, tables=(apart,)))}
    assert [len(table.rows) for table in made["treatment"].tables if "sex" in table.caption] == [1]


def test_every_figure_has_its_ratio_and_its_difference() -> None:
    for name in ("who", "treatment"):
        for table in MADE[name].tables:
            titles = " ".join(column.title for column in table.columns)
            assert ("Ratio" in titles) == ("Difference" in titles)


def test_every_row_has_a_cell_for_every_column() -> None:
    for section in MADE.values():
        for table in section.tables:
            assert {len(row) for row in table.rows} <= {len(table.columns)}, table.caption
            assert table.rows, table.caption


def test_error_rates_and_the_bar_say_their_numbers_and_their_caveats() -> None:
    rates = WHOLE.error_rates[0]
    g = rates.groups.index("Black")
    said = everything(MADE["errors"])
    assert f"{rates.false_positives[g]:,} of {rates.negatives[g]:,}: {words.percent(rates.fpr[g])}" in said
    assert "who was watched, policed and prosecuted" in said
    bar = everything(MADE["bar"])
    assert WHOLE.outcome_tests[0].caveat in bar
    assert "Too few women were proposed" in bar
    for caveat in WHOLE.threshold_tests[0].caveats:
        assert caveat in bar


@pytest.mark.parametrize("name", list(MADE))
def test_nothing_says_nan_or_minus_nought(name: str) -> None:
    said = everything(MADE[name])
    assert not re.search(r"\bnan\b|\binf\b|(?<![\d.])[-+]0\.0+(?![\d])", said)
    assert "\u2014" not in said
