"""SG-40: how the register falls on groups at every step, against two comparisons, with the margin of error."""

from datetime import date
from pathlib import Path
from typing import Any

import casefile
import evenly
import numpy as np
import pytest

import world
from evenhand.casework import evenness as rules
from evenhand.inspection import benchmarks, run
from evenhand.inspection.extract import Role
from evenhand.inspection.mapping import AttributeColumn, Mapping, YesNoColumn
from evenhand.register import evenness, governance
from evenhand.register.actions import governance as governing
from evenhand.register.models import BenchmarkAdoption, Snapshot
from evenhand.register.reads import figures
from evenhand.safeguards import Refused
from registered import Register

COUNTS = {basis: {stage: {"A": 1, "B": 1} for stage in rules.COUNTED} for basis in rules.BASES}


def publish(register: Register) -> dict[str, Any]:
    return figures.publish(as_at=casefile.TODAY, by=register.account("register")).figures


@pytest.fixture
def large(register: Register, tmp_path: Path) -> Register:
    """Enough people of two groups for figures about them."""
    people = evenly.eligible(register, tmp_path, evenly.of_both(12))
    evenly.decided(register, people, {name for name in people if name[1:] not in ("10", "11")})
    return register


def test_every_step_is_published_by_group_with_residents_beside_it(large: Register) -> None:
    groups = publish(large)["groups"]
    assert set(groups["cells"]["officer"]) == set(rules.COUNTED)
    listed, eligible = (groups["cells"]["officer"][stage] for stage in ("listed-eligible", "eligible"))
    assert (listed["Black"], eligible["Black"]) == (10, 10)
    assert groups["residents"]["groups"]["Black"] == 133_000
    assert groups["residents"]["dated"] == "2011-03-27"


@pytest.mark.parametrize("stage", rules.COUNTED)
def test_refuses_figures_in_which_a_step_was_not_compared(stage: str) -> None:
    rules.check_compared(COUNTS, True)
    missing = {basis: {name: by for name, by in stages.items() if name != stage} for basis, stages in COUNTS.items()}
    with pytest.raises(Refused, match=f"SG-40.*officer: {stage}, self: {stage}"):
        rules.check_compared(missing, True)


def test_refuses_to_publish_what_was_not_counted_by_group(large: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = evenness.by_group
    monkeypatch.setattr(evenness, "by_group", lambda day: {"officer": whole(day)["officer"]})
    with pytest.raises(Refused, match=r"SG-40.*self: eligible"):
        publish(large)
    assert not Snapshot.objects.exists()


def test_refuses_to_publish_with_one_comparison_alone(large: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(governance, "residents", lambda: None)
    with pytest.raises(Refused, match=r"SG-40.*one comparison alone"):
        publish(large)
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("attribute,group,people\nethnicity,A,10\nethnicity,B,20\n", "who counted them"),
        ('name="x"\ntitle="x"\nsource="s"\ndated=2011-03-27\nverified=true\nbasis=""\nremark=""\n'
         "[attribute.ethnicity.people]\nA=10\n", "at least two ethnic groups"),
    ],
)  # fmt: skip
def test_refuses_residents_of_whom_nobody_says_who_counted_them(
    register: Register, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / ("residents.csv" if text.startswith("attribute") else "residents.toml")
    file.write_text(text, encoding="utf-8")
    with casefile.refused(register, "SG-40", said):
        governing.adopt_benchmark(
            benchmark=benchmarks.read(file), by=register.account("owner"), approved_by=register.account("dpo")
        )
    assert BenchmarkAdoption.objects.count() == 1


def test_the_newest_residents_are_those_compared_with(register: Register) -> None:
    by, other = register.account("owner"), register.account("dpo")
    governing.adopt_benchmark(benchmark=world.residents(), by=by, approved_by=other)
    assert BenchmarkAdoption.objects.count() == 2
    assert governance.residents() == BenchmarkAdoption.objects.latest("pk")


def test_ratio_difference_and_intervals_are_those_worked_out_by_hand(tmp_path: Path) -> None:
    """870 of 1,188,370 against 299 of 4,731,172 is 11.58 (10.16 to 13.21); 18 of 40 listed against 9 of 60 is 3."""
    rows = [
        f"{group},{'yes' if n < listed else 'no'}"
        for group, of, listed in (("A", 40, 18), ("B", 60, 9))
        for n in range(of)
    ]
    file, residents = tmp_path / "list.csv", tmp_path / "residents.csv"
    file.write_text("\n".join(["group,listed", *rows]) + "\n", encoding="utf-8")
    residents.write_text("attribute,group,people\ngroup,A,1000\ngroup,B,3000\n", encoding="utf-8")
    mapping = Mapping(
        "A list", date(2026, 11, 26), {Role.BAND: "group"}, (AttributeColumn("group", "group", reference="B"),),
        (YesNoColumn("on it", "listed"),),
    )  # fmt: skip
    found = run.inspect(file, mapping, benchmark=[residents])
    [within] = [one for one in found.tables if one.stage == "on it" and one.benchmark != "residents"]
    a = within.groups.index(("A",))
    assert (within.ratio[a], within.difference[a]) == pytest.approx((3.0, 0.3))
    assert (within.ratio_low[a], within.ratio_high[a]) == pytest.approx((1.5003, 5.9988), abs=1e-4)
    [against] = [one for one in found.tables if one.stage == "on it" and one.benchmark == "residents"]
    assert against.ratio[against.groups.index(("A",))] == pytest.approx((18 / 1000) / (9 / 3000))
    assert np.isfinite(against.rate_low).all()
