"""Random people do random things on random days: every promise is kept after every step, or the steps are printed.

2,000 steps in the ordinary run; 10,000 where the long tests run; as many as EVENHAND_LIFE_STEPS says on demand.
"""

import os
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from lives_machine import Lives
from lives_scene import prepared
from lives_world import Life, Tally

from engine import Engine

# A rule is one step or several; some find nobody to do anything to, and are none.
RULES_A_LIFE, STEPS_A_LIFE = 80, 100
ON_DEMAND = int(os.environ.get("EVENHAND_LIFE_STEPS", "0"))
# What a run is worth nothing without: what has to have happened in it, and which promises have to have refused.
HAPPENED = (
    "propose",
    "decide",
    "review: retain",
    "review: remove",
    "dispute",
    "decide dispute",
    "send letter",
    "the day",
)
REFUSED = {"SG-06", "SG-09", "SG-13", "SG-18", "SG-19", "SG-21", "SG-23", "SG-24", "SG-25", "SG-53"}


def live(engine: Engine, template: str, folder: Path, steps: int, *, derandomize: bool = True) -> Tally:
    """Live so many steps; what was tried, and what came of it."""
    tally = Tally()
    with prepared(engine, template, folder) as (database, told):
        machine = type(
            "LivesHere", (Lives,), {"begin": staticmethod(partial(Life, engine, database, told, folder, tally))}
        )
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=1 + steps // STEPS_A_LIFE,
                stateful_step_count=RULES_A_LIFE,
                derandomize=derandomize,
                print_blob=True,
                database=None,
                report_multiple_bugs=False,
                phases=[Phase.generate, Phase.shrink],
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    return tally


def test_every_promise_is_kept_after_each_of_two_thousand_steps(engine: Engine, template: str, tmp_path: Path) -> None:
    tally = live(engine, template, tmp_path, 2_000)
    print("\n".join(tally.lines()))
    assert tally.steps >= 2_000
    assert {what for what in HAPPENED if not tally.accepted[what]} == set()


@pytest.mark.long
def test_every_promise_is_kept_after_each_of_ten_thousand_steps(
    engine: Engine, template: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = live(engine, template, tmp_path, 10_000)
    with capsys.disabled():
        print("", *tally.lines(), sep="\n")
    assert {what for what in HAPPENED if not tally.accepted[what]} == set()
    assert REFUSED - set(tally.refused) == set()


@pytest.mark.skipif(not ON_DEMAND, reason="EVENHAND_LIFE_STEPS says how many steps are wanted; none are")
@pytest.mark.long
def test_every_promise_is_kept_however_long_it_goes_on(
    engine: Engine, template: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = live(engine, template, tmp_path, ON_DEMAND, derandomize=False)
    with capsys.disabled():
        print("", *tally.lines(), sep="\n")
    assert tally.steps >= ON_DEMAND
