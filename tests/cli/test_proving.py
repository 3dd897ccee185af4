"""prove-safeguards on a planted checkout: only a test that fails is an alarm that rings."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from evenhand.cli import proving

CHECKOUT = Path(__file__).resolve().parents[2]
SECONDS = 20  # the one test that hangs takes them all
ROOM = "def check_refuses():\n    raise ValueError('No.')\n"
REFUSED = """
import os, pytest, time, planted_room
def refused():
    try:
        planted_room.check_refuses()
    except ValueError:
        return True
    return False
"""
FIXTURE = "@pytest.fixture\ndef ready():\n    assert refused()\n"
PROOFS = {
    # The first of the two would ring as well; the second speaks of the place.
    "SG-90": "def test_a():\n    assert refused()\ndef test_check_refuses():\n    assert refused()\n",
    "SG-91": "def test_nothing_of_it():\n    assert True\n",
    "SG-92": "def test_is_killed():\n    refused() or os.kill(os.getpid(), 9)\n",
    "SG-93": f"{FIXTURE}def test_cannot_begin(ready):\n    assert True\n",
    "SG-94": "def test_ends_everything():\n    refused() or os._exit(1)\n",
    "SG-95": "def test_stops_the_run():\n    refused() or pytest.exit('Enough.')\n",
    "SG-96": "def test_hangs():\n    refused() or time.sleep(600)\n",
    "SG-98": "def test_skips():\n    refused() or pytest.skip('Not today.')\n",
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[dict[str, str]], Path]:
    """Makes a checkout with a room of one check, and these proofs of it."""

    def plant(proofs: dict[str, str]) -> Path:
        checkout = tmp_path_factory.mktemp("checkout")
        (checkout / "tests" / "safeguards").mkdir(parents=True)
        for name in ("pyproject.toml", *(f"tests/{name}.py" for name in ("warm", "conftest", "silencing", "engine"))):
            shutil.copy(CHECKOUT / name, checkout / name)
        (checkout / "tests" / "planted_room.py").write_text(ROOM)
        for ref, text in proofs.items():
            file = checkout / "tests" / "safeguards" / f"test_{ref.replace('-', '_')}_planted.py"
            file.write_text(REFUSED + text)
        return checkout

    return plant


def place(ref: str) -> proving.Place:
    return ref, "code", "planted_room:check_refuses"


@pytest.fixture(scope="module")
def proved(planted: Callable[[dict[str, str]], Path]) -> tuple[dict[str, str], list[str]]:
    """What was said of each place, and which were given back."""
    said: list[str] = []
    asleep = proving.prove([place(ref) for ref in [*PROOFS, "SG-99"]], planted(PROOFS), said.append, SECONDS)
    return {line.split()[1]: line.split(": ", 1)[1] for line in said}, asleep


@pytest.mark.parametrize(
    ("ref", "heard"),
    [
        ("SG-90", "rings in test_check_refuses"),
        ("SG-91", "STAYS SILENT"),
        ("SG-92", "PROVES NOTHING, the run was ended by SIGKILL"),
        ("SG-93", "PROVES NOTHING, a test could not begin or end: test_cannot_begin"),
        ("SG-94", "PROVES NOTHING, the run ended with 1"),
        ("SG-95", "PROVES NOTHING, the run ended with 2"),
        ("SG-96", "PROVES NOTHING, the run was ended by SIGALRM"),
        ("SG-98", "PROVES NOTHING, the run ended with 0"),
        ("SG-99", "PROVES NOTHING, no test ran"),
    ],
)
def test_only_a_test_that_fails_rings(proved: tuple[dict[str, str], list[str]], ref: str, heard: str) -> None:
    said, asleep = proved
    assert said[ref] == heard
    assert [one for one in asleep if one.startswith(ref)] == (
        [] if heard.startswith("rings") else [f"{ref} planted_room:check_refuses ({heard})"]
    )


@pytest.mark.parametrize(
    ("proof", "instead"),
    [
        ("def test_false_alarm():\n    assert not refused()\n", "nothing was silenced, and yet test_false_alarm fails"),
        ("import not_there\n", "the tests cannot be run: "),
        (
            "def test_ends_all():\n    os._exit(0)\n",
            "nothing was silenced, and yet a file of tests (PROVES NOTHING, the run ended with 0) fails",
        ),
    ],
    ids=["fails", "cannot be imported", "ends everything"],
)
def test_nothing_is_silenced_unless_everything_passes_first(planted, proof: str, instead: str) -> None:
    said: list[str] = []
    found = proving.prove([place("SG-90")], planted({"SG-90": proof}), said.append, SECONDS)
    assert (
        [one.startswith(instead) for one in found],
        [line for line in said if "planted_room:check_refuses:" in line],
    ) == ([True], []), found
