"""Tables of rates: every figure as independent programs have it, all comparisons corrected, nothing dropped unsaid."""

from dataclasses import replace
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rated_people import benchmark_of, cube_of, extract_of
from scipy.stats import fisher_exact
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from evenhand.inspection.benchmarks import load, read
from evenhand.inspection.cube import build
from evenhand.inspection.disparity import Table, comparisons, tables, usual_sets
from evenhand.inspection.intervals import byar
from evenhand.inspection.trouble import CannotInspect

GROUPS = ("a", "b", "c", "not recorded")


def row(table: Table, group: str) -> dict[str, Any]:
    place = table.groups.index((group,))
    names = [name for name in table.__dataclass_fields__ if isinstance(getattr(table, name), np.ndarray)]
    return {name: getattr(table, name)[place].item() for name in names}


COUNTS = st.integers(1, 60).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@settings(max_examples=40)
@given(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), st.sampled_from(["", "a"]))
def test_every_figure_is_that_of_statsmodels_and_scipy(counts: tuple[tuple[int, int], ...], reference: str) -> None:
    people = dict(zip(GROUPS, counts, strict=True))
    (table,) = tables(cube_of(people, reference={"ethnicity": reference}))
    total = sum(counted for counted, _ in counts)
    for group, (counted, of) in people.items():
        got = row(table, group)
        assert (got["counted"], got["of"], got["rate"]) == (counted, of, counted / of)
        low, high = proportion_confint(counted, of, method="wilson")
        assert (got["rate_low"], got["rate_high"]) == pytest.approx((low, high), abs=1e-12)
        if total:
            low, high = proportion_confint(counted, total, method="wilson")
            assert (got["share"], got["share_low"], got["share_high"]) == pytest.approx(
                (counted / total, low, high), abs=1e-12
            )
        others = [one for one in ("a", "b", "c") if one != group and (not reference or one == reference)]
        if group in ("not recorded", reference):
            assert np.isnan([got["p"], got["adjusted"], got["ratio_low"], got["difference_low"]]).all()
            continue
        other, other_of = (sum(people[one][part] for one in others) for part in (0, 1))
        low, high = confint_proportions_2indep(counted, of, other, other_of, compare="diff", method="newcomb")
        assert (got["difference_low"], got["difference_high"]) == pytest.approx((low, high), abs=1e-9)
        assert got["difference"] == pytest.approx(counted / of - other / other_of)
        square = np.array([[counted, of - counted], [other, other_of - other]])
        assert got["p"] == pytest.approx(fisher_exact(square).pvalue, rel=1e-9)
        if counted and other:
            if (square > 0).all():
                oracle = Table2x2(square.astype(float), shift_zeros=False)
                low, high = oracle.riskratio_confint()
                assert (got["ratio"], got["ratio_low"], got["ratio_high"]) == pytest.approx(
                    (oracle.riskratio, low, high), rel=1e-9
                )
        else:
            assert np.isnan(got["ratio_low"])


def test_adjusted_is_holms_over_every_comparison_of_the_call() -> None:
    made = tables(cube_of({"a": (3, 40), "b": (20, 50), "c": (9, 60)}), [benchmark_of({"a": 900, "b": 500, "c": 800})])
    p = np.concatenate([table.p for table in made])
    assert comparisons(made) == len(p) == 9
    assert np.concatenate([table.adjusted for table in made]) == pytest.approx(multipletests(p, method="holm")[1])


def test_the_figures_published_for_london() -> None:
    """The successor of the Gangs Matrix against London's residents: Black people 11.58 times White people."""
    people = {"Black": (0, 870), "White": (0, 299), "Asian": (0, 138)}
    cube = cube_of(people, reference={"ethnicity": "White"}, basis="officer")
    listed = next(
        one for one in tables(cube, [load("london-2021")]) if (one.stage, one.benchmark) == ("listed", "london-2021")
    )
    black, white = row(listed, "Black"), row(listed, "White")
    assert [round(black[name], 2) for name in ("ratio", "ratio_low", "ratio_high")] == [11.58, 10.16, 13.21]
    assert [round(black[name], 4) for name in ("share_low", "share_high")] == [0.6396, 0.6907]
    assert [round(white[name] * 4_731_172, 2) for name in ("rate_low", "rate_high")] == [266.06, 334.89]
    assert black["benchmark_share"] == pytest.approx(1_188_370 / 8_799_725)
    said = " ".join(listed.warnings)
    assert "unverified" in said
    assert "what an officer saw in them" in said
    assert "Mixed (505,775), Other (556,768)" in said


@pytest.mark.parametrize(
    ("counted", "of", "low", "high"),
    [(0, 20, 0.0, 0.1611), (5, 50, 0.0435, 0.2136), (1522, 3806, 0.3844, 0.4156), (870, 1307, 0.6396, 0.6907)],
)
def test_wilson_to_the_last_published_digit(counted: int, of: int, low: float, high: float) -> None:
    (table,) = tables(cube_of({"a": (counted, of)}))
    assert (round(table.rate_low[0], 4), round(table.rate_high[0], 4)) == (low, high)


@pytest.mark.parametrize(("counted", "low", "high"), [(5, 1.6113, 11.6683), (10, 4.7874, 18.3916)])
def test_byar_to_the_last_published_digit(counted: int, low: float, high: float) -> None:
    """The published digits are of 1.96; the tables take the normal quantile itself, 1.959964."""
    rounded = byar(counted, level=2 * NormalDist().cdf(1.96) - 1)
    assert (round(float(rounded[0]), 4), round(float(rounded[1]), 4)) == (low, high)
    got = row(tables(cube_of({"a": (0, counted)}), [benchmark_of({"a": 100_000, "b": 5})])[1], "a")
    assert (got["rate_low"] * 1e5, got["rate_high"] * 1e5) == pytest.approx((low, high), abs=2e-4)


def test_groups_that_only_one_side_has_are_shown_and_said() -> None:
    cube = cube_of({"a": (5, 40), "Traveller": (2, 12), "not recorded": (1, 7)})
    listed = tables(cube, [benchmark_of({"a": 900, "b": 1500})])[1]
    assert [group for (group,) in listed.groups] == ["Traveller", "a", "not recorded", "b"]
    assert row(listed, "b")["counted"] == 0
    assert np.isnan(row(listed, "Traveller")["rate"])
    assert np.isnan(row(listed, "Traveller")["benchmark_share"])
    assert listed.warnings == (
        "The benchmark town has no people for Traveller (12): not compared.",
        "Nobody in the file is in these groups of town: b (1,500).",
        "ethnicity is not recorded for 7 of 59 people at listed: they are shown and not compared.",
    )


def test_a_group_absent_from_the_list_counts_among_everybody_else() -> None:
    listed = tables(cube_of({"a": (5, 40)}), [benchmark_of({"a": 1000, "b": 1000})])[1]
    assert row(listed, "b")["p"] == pytest.approx(fisher_exact([[0, 1000], [40, 960]]).pvalue)


def test_one_group_under_two_names_is_refused() -> None:
    cube = cube_of({"Black": (1, 4), "Black or Black British": (1, 4)})
    with pytest.raises(CannotInspect, match="are both 'Black' in the benchmark london-2011"):
        tables(cube, [load("london-2011")])


def test_residents_by_two_attributes_at_once(tmp_path: Any) -> None:
    (tmp_path / "young.csv").write_text(
        "attribute,group,people\nage | ethnicity,under 25 | black,100\nage | ethnicity,25 and over | black,400\n"
        "age | ethnicity,under 25 | white,900\nage | ethnicity,25 and over | white,2000\n"
    )
    extract = extract_of(
        {"ethnicity": ["Black", "Black", "White", "White"], "age": ["under 25", "25 and over"] * 2}, {}
    )
    made = tables(build(extract), [read(tmp_path / "young.csv")])
    (table,) = made
    assert table.attributes == ("ethnicity", "age")
    assert dict(zip(table.groups, table.of.tolist(), strict=True)) == {
        ("Black", "under 25"): 100,
        ("Black", "25 and over"): 400,
        ("White", "under 25"): 900,
        ("White", "25 and over"): 2000,
    }


def test_a_stage_of_the_file_can_be_the_benchmark() -> None:
    extract = extract_of(
        {"sex": ["F"] * 4 + ["M"] * 6},
        {"entered": [True, True, False, False] + [True, False, False] * 2, "suspected": [True, False] * 5},
    )
    made = tables(build(extract), ["suspected"])
    table = next(one for one in made if (one.stage, one.benchmark) == ("entered", "suspected"))
    assert (table.counted.tolist(), table.of.tolist()) == ([2, 2], [2, 3])
    everybody = next(one for one in made if (one.stage, one.benchmark) == ("listed", "suspected"))
    assert any("more people at listed than in suspected" in one for one in everybody.warnings)
    assert np.isfinite(everybody.ratio_low).all()
    assert np.isnan(everybody.p).all()


def test_a_stage_counts_only_among_those_who_could_have_come_to_it() -> None:
    extract = extract_of(
        {"sex": ["F", "F", "M", "M", "M"]},
        {"proposed": [True, True, True, False, None], "entered": [True, False, None, False, True]},
        among={"entered": "proposed"},
    )
    proposed, entered = tables(build(extract))
    assert (entered.benchmark, entered.counted.tolist(), entered.of.tolist()) == ("proposed", [1, 0], [2, 0])
    assert entered.warnings == ("The file does not say of 1 people whether they came to entered: left out.",)
    assert (proposed.benchmark, proposed.counted.tolist(), proposed.of.tolist()) == ("listed", [2, 1], [2, 2])


def test_few_people_in_a_group_or_in_its_comparison_are_called_small() -> None:
    (alone,) = tables(cube_of({"a": (9, 29), "b": (9, 30), "c": (0, 300)}))
    assert [row(alone, group)["small"] for group in "abc"] == [True, False, False]
    (compared,) = tables(cube_of({"a": (9, 29), "b": (9, 30)}, reference={"ethnicity": "a"}))
    assert row(compared, "b")["small"]
    residents = tables(cube_of({"a": (9, 29), "b": (9, 30), "c": (0, 300)}), [benchmark_of(dict.fromkeys("abc", 5000))])
    assert [row(residents[1], group)["small"] for group in "abc"] == [True, False, False]


def test_a_group_of_reference_that_nobody_is_in_is_replaced_by_everybody_else_and_said() -> None:
    cube = cube_of({"a": (5, 40), "b": (2, 50)})
    missing = replace(cube, attributes=(replace(cube.attributes[0], reference="c"),))
    (table,) = tables(missing)
    assert table.reference == ""
    assert "The group of reference, c, has nobody to compare with" in table.warnings[0]


def test_the_usual_sets_are_each_each_pair_and_one_triple() -> None:
    names = ("sex", "ethnicity", "age", "area", "school", "housing")
    cube = build(extract_of({name: ["x", "y"] for name in names}, {"entered": [True, False]}))
    chosen, left_out = usual_sets(cube)
    assert len(chosen) == 22
    assert ("sex", "ethnicity", "age") in chosen
    assert left_out == ()


def test_what_has_too_many_groups_is_left_out_and_said() -> None:
    many = [f"street {number}" for number in range(441)]
    extract = extract_of(
        {"street": many, "x": [f"x{n % 21:02}" for n in range(441)], "y": [f"y{n // 21:02}" for n in range(441)]},
        {"entered": [True] * 441},
    )
    made = tables(build(extract))
    assert [table.attributes for table in made] == [("x",), ("y",)]
    assert made[0].warnings == (
        "street has 441 groups and is left out of the comparisons, which take at most 30.",
        "x and y together have 441 groups and are left out of the comparisons, which take at most 400.",
    )


def test_an_empty_file_has_tables_without_groups() -> None:
    extract = extract_of({"sex": ["F"]}, {"entered": [True]})
    extract.connection.execute("DELETE FROM people")
    (table,) = tables(build(extract), [benchmark_of({"F": 10}, "sex")])[:1]
    assert table.groups == ()
    assert tables(build(extract), sets=[]) == ()
