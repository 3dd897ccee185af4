"""Each picture says its numbers in words, is the same each time, and needs no colour."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import inspected_lists
import numpy as np
import pytest

from evenhand.inspection.describe import description
from evenhand.inspection.report import pictures, plots, words
from evenhand.inspection.report.build import sections
from evenhand.inspection.report.parts import Plot
from evenhand.inspection.report.seen import Seen

WHOLE = Seen(inspected_lists.whole(), description(inspected_lists.whole().extract))
MADE = {plot.name: plot for section in sections(inspected_lists.whole()) for plot in section.plots}


def colours(part: Any) -> Iterator[str]:
    """Every colour that a specification names."""
    if isinstance(part, dict):
        for key, value in part.items():
            if isinstance(value, str) and (key == "color" or key.endswith("Color") or key == "fill"):
                yield value
            yield from colours(value)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from colours(one)


def test_there_is_a_picture_of_everything_that_the_list_has() -> None:
    assert set(MADE) == {
        "composition-ethnicity-london-2011", "composition-ethnicity-london-2021", "ages", "time",
        "funnel-ethnicity", "funnel-sex", "funnel-age", "cutoffs-ethnicity", "cutoffs-sex", "cutoffs-age",
    }  # fmt: skip


def test_the_words_of_a_composition_have_every_share() -> None:
    table = WHOLE.compositions[0]
    said = plots.composition(table, "the residents").words
    for g, group in enumerate(table.groups):
        assert f"{group[0]} {words.percent(table.share[g])} of the register" in said
        assert words.percent(table.benchmark_share[g]) in said


def test_the_words_of_the_stages_have_every_share() -> None:
    funnel = WHOLE.description.funnels[1]
    said = " ".join(plot.words for plot in plots.funnels(funnel))
    for s, stage in enumerate(funnel.stages):
        for g, group in enumerate(funnel.groups):
            assert f"{group} {words.percent(funnel.counted[s, g] / funnel.of[s, g])}" in said, stage


def test_the_words_of_the_cut_offs_have_the_ratio_at_both_ends_and_where_it_is_highest() -> None:
    one = WHOLE.inspection.cutoffs[0]
    said = plots.over_cutoffs(one).words
    g = one.groups.index("Black")
    ratio = one.ratio[:, g]
    known = np.flatnonzero(np.isfinite(ratio))
    for c in (known[0], known[-1], known[np.nanargmax(ratio[known])]):
        assert f"{words.ratio(ratio[c])} at {one.cuts[c]:g}" in said


@pytest.mark.parametrize("name", ["ages", "time"])
def test_the_words_of_ages_and_times_have_every_band(name: str) -> None:
    spread = WHOLE.description.ages if name == "ages" else WHOLE.description.months
    assert spread is not None
    for band, number in zip(spread.bands, spread.in_band, strict=True):
        assert f"{band}, {number:,}" in MADE[name].words
    assert f"median is {spread.median:g}" in MADE[name].words


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_picture_is_grey_and_can_be_read_aloud(name: str) -> None:
    plot = MADE[name]
    for colour in colours(plot.spec):
        assert colour in {"black", "white"} or re.fullmatch(r"#(..)\1\1", colour), colour
    assert len(plot.words) < 1_200
    assert len(re.findall(r"\d+[.,]?\d*", plot.words)) <= 50


@pytest.mark.parametrize("name", sorted(MADE))
def test_a_picture_is_one_thing_with_a_name_and_a_description(name: str) -> None:
    drawn = pictures.svg(MADE[name])
    assert drawn.count('role="') == drawn.count("aria-") == 1
    assert "<title>" in drawn
    assert "<desc>" in drawn
    assert not re.search(r"<script|href=\"(?!#)|style=|\son\w+=", drawn)
    assert drawn == pictures.svg(MADE[name])


def test_a_name_of_a_group_cannot_break_out_of_a_picture() -> None:
    hostile = '</desc><script>alert(1)</script>" onload="x'
    plot = replace(MADE["time"], words=hostile, title=hostile)
    rows = [{"band": hostile, "people": 1, "label": hostile}]
    drawn = pictures.svg(Plot("x", plot.title, plot.words, {**plot.spec, "data": {"values": rows}}))
    elements = list(ElementTree.fromstring(drawn).iter())  # noqa: S314 - made by ourselves
    assert not [one for one in elements if one.tag.endswith("script")]
    assert not [name for one in elements for name in one.attrib if name.startswith("on")]


def test_two_names_that_differ_in_their_signs_alone_are_two_identifiers() -> None:
    names = [pictures.plot_id(replace(MADE["time"], name=name)) for name in ("a b", "a-b", "\u6c11", "\u65cf")]
    assert len(set(names)) == 4
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", name) for name in names)


def test_a_letter_that_xml_does_not_allow_does_not_end_the_drawing() -> None:
    rows = [{"band": "a\x00\x01\x1b\ufffe", "people": 1, "label": "b\x08"}]
    spec = {**MADE["time"].spec, "data": {"values": rows}}
    assert "a\ufffd\ufffd\ufffd\ufffd" in pictures.svg(Plot("x\x00", "t\x01", "w\x02", spec))


def test_a_ratio_of_nought_or_without_an_interval_has_no_place_on_a_scale_of_logarithms() -> None:
    one = WHOLE.inspection.cutoffs[0]
    none = replace(one, ratio_low=np.where(one.ratio_low > 0, 0.0, one.ratio_low))
    assert plots.shown_groups(none) == ()


def test_a_picture_takes_no_more_groups_than_can_be_read() -> None:
    funnel = WHOLE.description.funnels[1]
    many = replace(funnel, groups=tuple(map(str, range(30))), counted=np.ones((2, 30)), of=np.ones((2, 30)))
    assert plots.funnels(many) == ()
    table = WHOLE.compositions[0]
    wide = {name: np.arange(40.0) for name in ("counted", "share", "share_low", "share_high", "benchmark_share")}
    plot = plots.composition(replace(table, groups=tuple((str(g),) for g in range(40)), **wide), "residents")
    assert [row["group"] for row in plot.spec["data"]["values"]] == [str(g) for g in range(22, 40)]
    assert "22 more are in the table" in plot.title
