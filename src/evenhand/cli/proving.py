"""Silencing each place in turn and demanding that its proof fails: an alarm nobody wired is no alarm."""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from evenhand.register.database import Home, Server, erase

Place = tuple[str, str, str]
AT_A_TIME = 2
_FAILED = re.compile(r"^(?:FAILED|ERROR) \S+?::(.+?)(?: - |$)", re.MULTILINE)


def prove(places: Sequence[Place], checkout: Path, say: Callable[[str], None]) -> list[str]:
    """Run each place's tests with it silenced; the places whose tests still passed (or that have none).

    The tests of these promises are run with nothing silenced first. Where one fails as it is, its failing proves
    nothing: those are given back, and no place is silenced.
    """
    with tempfile.TemporaryDirectory(prefix="evenhand-prove-") as folder:
        Path(folder).chmod(0o711)
        home = Home(Path(folder))
        with Server(home, durable=False):  # shared by all the runs, so that none has to start one
            asleep = _ring_false(places, checkout, home) or _silenced_in_turn(places, checkout, home, say)
        erase(home)
    return asleep


def _ring_false(places: Sequence[Place], checkout: Path, home: Home) -> list[str]:
    """The tests that fail although nothing is silenced, a sentence each."""
    tests = [test for safeguard in sorted({place[0] for place in places}) for test in _tests(checkout, safeguard)]
    shares = [tests[number::AT_A_TIME] for number in range(min(AT_A_TIME, len(tests)))]
    with ThreadPoolExecutor(AT_A_TIME) as runs:
        done = list(runs.map(lambda share: _run(share, checkout, home), shares))
    troubled = [run for run in done if run.returncode != 0]
    failed = [f"nothing was silenced, and yet {name} fails" for run in troubled for name in _FAILED.findall(run.stdout)]
    return failed or [run.stdout + run.stderr for run in troubled]


def _silenced_in_turn(places: Sequence[Place], checkout: Path, home: Home, say: Callable[[str], None]) -> list[str]:
    asleep = []
    with ThreadPoolExecutor(AT_A_TIME) as runs:
        rung = runs.map(lambda place: _rings(place, checkout, home), places)
        for number, ((safeguard, kind, where), test) in enumerate(zip(places, rung, strict=True), start=1):
            heard = f"rings in {test}" if test else "STAYS SILENT"
            say(f"{number}/{len(places)} {safeguard} {kind} {where}: {heard}")
            if not test:
                asleep.append(f"{safeguard} {where}")
    return asleep


def _rings(place: Place, checkout: Path, home: Home) -> str:
    """The first test that fails with the place silenced; empty where none does."""
    safeguard, kind, where = place
    tests = _tests(checkout, safeguard)
    done = _run(["-x", "--silence", f"{kind}:{safeguard}:{where}", *tests], checkout, home) if tests else None
    # 1: a test failed, as it must. Anything else (passed, none ran, could not start) proves nothing.
    failed = _FAILED.search(done.stdout) if done and done.returncode == 1 else None
    return failed.group(1) if failed else ""


def _tests(checkout: Path, safeguard: str) -> list[str]:
    return sorted(map(str, (checkout / "tests" / "safeguards").glob(f"test_{safeguard.replace('-', '_')}_*.py")))


def _run(arguments: list[str], checkout: Path, home: Home) -> "subprocess.CompletedProcess[str]":
    """One run of pytest, on the shared server."""
    return subprocess.run(  # noqa: S603 - our own test run
        [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", *arguments],
        cwd=checkout,
        env=os.environ | {"EVENHAND_TEST_HOME": str(home.path)},
        capture_output=True,
        text=True,
        check=False,
    )
