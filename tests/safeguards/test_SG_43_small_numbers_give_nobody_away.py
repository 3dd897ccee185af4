"""SG-43: figures about groups are so coarse that subtracting tables, pages and months from each other names nobody."""

import itertools
import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import casefile
import evenly
import numpy as np
import pytest
import sidedoor
from psycopg.types.json import Jsonb
from scipy.optimize import Bounds, LinearConstraint, milp

from evenhand.casework import policy
from evenhand.inspection import disclosure
from evenhand.inspection.disclosure import Table
from evenhand.register import groups
from evenhand.register.models import Snapshot
from evenhand.register.reads import figures
from evenhand.safeguards import Refused
from registered import Register

LEAST = policy.load().number("group_changes_min")
NAMES = ("a", "b", "c", "d", "e")
MONTHS = 5


class Months:
    """Months of a register: who is on it by group, what of that is published, and what everybody knows besides."""

    def __init__(self, seed: int, size: int, moves: int) -> None:
        chance = random.Random(seed)
        now = {name: chance.randrange(size) for name in NAMES}
        self.true, self.sizes, self.tables, changed, published = [], [], [], 0, False
        for _ in range(MONTHS):
            for name in NAMES:
                came, left = chance.randrange(moves), min(now[name], chance.randrange(moves))
                now[name] += came - left
                changed += came + left
            self.true.append(dict(now))
            self.sizes.append(sum(now.values()))
            self.tables.append(published_now(now, changed if published else LEAST))
            if self.tables[-1]:
                changed, published = 0, True

    def attacked(self) -> dict[tuple[int, str], tuple[int, int]]:
        """The range of every published count, and of its change since the last publication, that an attacker can find
        who knows every month's size, every table, how a table is rounded, and when one is renewed.
        """
        months = [month for month, table in enumerate(self.tables) if table]
        # For each month and group: who is there, who came, who left.
        index = {
            key: n for n, key in enumerate((k, m, g) for k in ("on", "in", "out") for m in range(MONTHS) for g in NAMES)
        }
        low, high = np.zeros(len(index)), np.full(len(index), 10_000.0)
        rows: list[tuple[dict[Any, float], float, float]] = []
        for month in range(MONTHS):
            rows.append(({("on", month, g): 1.0 for g in NAMES}, self.sizes[month], self.sizes[month]))
            if table := self.tables[month]:
                for g in NAMES:
                    low[index["on", month, g]], high[index["on", month, g]] = disclosure.span(table.cells["listed"][g])
            for g in NAMES if month else ():
                flow = {
                    ("on", month, g): 1.0,
                    ("on", month - 1, g): -1.0,
                    ("in", month, g): -1.0,
                    ("out", month, g): 1.0,
                }
                rows.append((flow, 0, 0))
        for earlier, later in itertools.pairwise(months):
            moved = {(k, m, g): 1.0 for k in ("in", "out") for m in range(earlier + 1, later + 1) for g in NAMES}
            rows.append((moved, LEAST, np.inf))
        matrix = np.zeros((len(rows), len(index)))
        for n, (row, _, _) in enumerate(rows):
            for key, value in row.items():
                matrix[n, index[key]] = value
        limits = {
            "constraints": LinearConstraint(matrix, [one[1] for one in rows], [one[2] for one in rows]),
            "bounds": Bounds(low, high),
            "integrality": np.ones(len(index)),
        }
        found = {}
        for n, month in enumerate(months):
            for g in NAMES:
                aims = {(month, g): {("on", month, g): 1.0}}
                if n:
                    aims[month, f"change of {g}"] = {("on", month, g): 1.0, ("on", months[n - 1], g): -1.0}
                for name, aim in aims.items():
                    wanted = np.zeros(len(index))
                    for key, value in aim.items():
                        wanted[index[key]] = value
                    found[name] = round(milp(wanted, **limits).fun), round(-milp(-wanted, **limits).fun)
        return found


def published_now(counts: dict[str, int], changed: int) -> Table | None:
    """The table of a month, as the register makes it; None where the last one stands."""
    table = disclosure.made({"listed": counts}, {"listed": sum(counts.values())})
    try:
        disclosure.check(table)
        disclosure.check_enough_changed(changed, LEAST)
    except Refused:
        return None
    return table


@pytest.mark.parametrize(("size", "moves"), [(3, 2), (8, 3), (25, 4), (300, 12)])
def test_an_attacker_with_every_month_and_table_finds_no_count_and_no_change(size: int, moves: int) -> None:
    attacked = 0
    for seed in range(6):
        months = Months(seed, size, moves)
        for name, (low, high) in months.attacked().items():
            attacked += 1
            assert high - low + 1 >= disclosure.WIDTH, (seed, name, low, high, months.true, months.sizes)
    assert attacked or size < 8


def test_a_size_at_the_edge_of_what_is_published_would_give_all_groups_away() -> None:
    """The counts are all as high as their rounding allows, so that the exact size leaves one possibility."""
    counts = dict.fromkeys(NAMES, 12)
    assert published_now(counts, LEAST) is None
    assert published_now(counts | {"a": 8, "b": 9}, LEAST) is not None


@pytest.mark.parametrize("cell", [3, 7, 0])
def test_refuses_a_count_of_a_group_that_is_not_rounded(cell: int) -> None:
    disclosure.check(Table({"listed": {"a": 10, "b": None}}))
    with pytest.raises(Refused, match=r"SG-43.*is not rounded"):
        disclosure.check(Table({"listed": {"a": 10, "b": cell}}))


def test_in_a_small_register_nothing_is_said_of_any_group_but_that_it_is_small(peopled: Register) -> None:
    cells = figures.publish(as_at=casefile.TODAY, by=peopled.account("register")).figures["groups"]["cells"]
    assert {cell for stages in cells.values() for by in stages.values() for cell in by.values()} == {None}


@pytest.fixture
def large(register: Register, tmp_path: Path) -> Register:
    """Enough people on the register for figures about groups."""
    people = evenly.eligible(register, tmp_path, evenly.of_both(13) | {f"N{n}": {} for n in range(6)})
    evenly.decided(register, people, {name for name in people if name[1:] not in ("11", "12")})
    return register


def publish(register: Register) -> dict[str, Any]:
    return figures.publish(as_at=casefile.TODAY, by=register.account("register")).figures


def test_what_is_published_is_rounded_at_every_step(large: Register) -> None:
    cells = publish(large)["groups"]["cells"]
    # Of everybody the ethnicity is as officers saw it, the age and the time alike: the exact total would say so.
    assert set(cells) == {"officer"}
    officer = cells["officer"]
    assert {stage: (by["White"], by["Black"], by["Not stated"], by["Asian"]) for stage, by in officer.items()} == {
        "eligible": (15, 15, 5, None), "proposed": (15, 15, 5, None), "decided": (15, 15, 5, None),
        "entered": (10, 10, 5, None), "listed": (10, 10, 5, None), "listed-eligible": (10, 10, 5, None),
        "reviewed": (None,) * 4, "retained": (None,) * 4, "restricted": (None,) * 4, "removed": (None,) * 4,
    }  # fmt: skip
    for by in (by for stages in cells.values() for by in stages.values()):
        assert all(cell is None or (cell >= 5 and cell % 5 == 0) for cell in by.values())


def test_figures_about_groups_stand_until_enough_people_came_or_left(large: Register, tmp_path: Path) -> None:
    first = publish(large)["groups"]
    before = first["cells"]["officer"]["listed"]["White"]
    people = evenly.eligible(large, tmp_path, {f"V{n}": evenly.WHITE for n in range(10)})
    after = casefile.TODAY + timedelta(days=1)
    with casefile.on(after):
        evenly.decided(large, dict(list(people.items())[:9]), set(people))
        nine = figures.publish(as_at=after, by=large.account("register")).figures
        assert (nine["size"], nine["groups"]) == (28 + 9, first)
        evenly.decided(large, dict(list(people.items())[9:]), set(people))
        ten = figures.publish(as_at=after, by=large.account("register")).figures["groups"]
    assert ten["as_at"] == after.isoformat()
    assert ten["cells"]["officer"]["listed"]["White"] == before + 10


def test_refuses_nothing_else_while_the_figures_about_groups_stand(large: Register) -> None:
    publish(large)
    assert publish(large)["size"] == 28
    assert groups.last_published()["as_at"] == casefile.TODAY.isoformat()


OFFERS = dict.fromkeys(("due", "overdue", "made", "accepted", "declined", "completed"), 0)


def test_the_database_keeps_no_count_of_a_group_as_it_is(register: Register) -> None:
    for cell in (3, 12, 0):
        said = Jsonb({"offers": OFFERS, "groups": {"cells": {"officer": {"listed": {"White": 10, "Black": cell}}}}})
        with sidedoor.stopped_by("sg_43_groups_are_rounded"), sidedoor.line(register) as line:
            add(line, said)
    said = Jsonb({"offers": OFFERS, "groups": {"cells": {"officer": {"listed": {"White": 10, "Black": None}}}}})
    with sidedoor.line(register) as line:
        add(line, said)
    assert Snapshot.objects.count() == 1


def add(line: sidedoor.Line, said: Jsonb) -> None:
    day = date(2026, 11, 23)
    sidedoor.insert(line, "register_snapshot", as_at=day, figures=said, digest="", published_at=day)
