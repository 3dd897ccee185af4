"""Silencing each place in turn and demanding that its proof fails: an alarm nobody wired is no alarm."""

import re
import shutil
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue

from evenhand.cli.warm import Ended, Ran, Warm
from evenhand.register.database import Home, Server, erase, throwaway

Place = tuple[str, str, str]
Tests = Mapping[str, list[str]]  # of each promise, the files of its proof
AT_A_TIME = 2
SECONDS = 900  # what takes longer hangs: the longest proof takes a minute
PASSED, FAILED, NONE_RAN = 0, 1, 5  # exit codes of pytest
# pytest says ERROR, and not FAILED, where a test could not begin, or not be tidied up after.
_FAILED = re.compile(r"^FAILED \S+?::(.+?)(?: - |$)", re.MULTILINE)
_PASSED = re.compile(r"^(?:.* )?[1-9]\d* passed", re.MULTILINE)
_TROUBLED = re.compile(r"^(?:FAILED|ERROR) \S+?::(.+?)(?: - |$)", re.MULTILINE)


def prove(places: Sequence[Place], checkout: Path, say: Callable[[str], None], seconds: int = SECONDS) -> list[str]:
    """Run each place's tests with it silenced; the places for which no test failed, in words.

    The tests of these promises are run with nothing silenced first. Where one fails as it is, its failing proves
    nothing: those are given back, and no place is silenced. `seconds` is how long one run may take.
    """
    folder = throwaway.directory("evenhand-prove-")
    home = Home(throwaway.directory("home-", folder))
    tests = {safeguard: _tests(checkout, safeguard) for safeguard, _, _ in places}
    try:
        with Server(home, durable=False), ExitStack() as until_the_end:  # one server for all the runs
            warm = [
                until_the_end.enter_context(_warm(checkout, tests, home, folder, seconds)) for _ in range(AT_A_TIME)
            ]
            return _ring_false(tests, warm, say) or _silenced_in_turn(places, tests, warm, say)
    except Ended as end:
        return [f"the tests cannot be run: {end}"]
    finally:
        erase(home)
        shutil.rmtree(folder)


def _tests(checkout: Path, safeguard: str) -> list[str]:
    return sorted(map(str, (checkout / "tests" / "safeguards").glob(f"test_{safeguard.replace('-', '_')}_*.py")))


def _files(tests: Tests) -> list[str]:
    """Every file of tests, the largest first, so that none of those is begun when the others are done."""
    files = {file for found in tests.values() for file in found}
    return sorted(files, key=lambda file: Path(file).stat().st_size, reverse=True)


def _warm(checkout: Path, tests: Tests, home: Home, folder: Path, seconds: int) -> Warm:
    """One warm run on the home's server. What it leaves lying about is not in the home, which some tests search."""
    own = throwaway.directory("runs-", folder)
    surroundings = {"EVENHAND_TEST_HOME": str(home.path), "TMPDIR": str(own)}
    return Warm(checkout, _files(tests), surroundings, own / "words", seconds)


def _ring_false(tests: Tests, warm: Sequence[Warm], say: Callable[[str], None]) -> list[str]:
    """The tests that fail although nothing is silenced, a sentence each."""
    troubled = [ran for ran in _at_once([[file] for file in _files(tests)], warm) if not _passed(ran)]
    for ran in troubled:
        say(ran.said)
    failed = [name for ran in troubled for name in _TROUBLED.findall(ran.said) or [f"a file of tests ({_ended(ran)})"]]
    return [f"nothing was silenced, and yet {name} fails" for name in failed]


def _silenced_in_turn(
    places: Sequence[Place], tests: Tests, warm: Sequence[Warm], say: Callable[[str], None]
) -> list[str]:
    asleep = []
    runs = [
        ["-x", "--silence", ":".join((kind, ref, where)), *tests[ref]] if tests[ref] else []
        for ref, kind, where in places
    ]
    for number, (place, ran) in enumerate(zip(places, _at_once(runs, warm), strict=True), start=1):
        safeguard, kind, where = place
        test = _rung(ran)
        say(f"{number}/{len(places)} {safeguard} {kind} {where}: {f'rings in {test}' if test else _ended(ran)}")
        if not test:
            asleep.append(f"{safeguard} {where} ({_ended(ran)})")
    return asleep


def _at_once(runs: Sequence[list[str]], warm: Sequence[Warm]) -> Iterator[Ran]:
    """What became of each run, in this order; as many at a time as are warm. One of no tests is not begun."""
    idle: SimpleQueue[Warm] = SimpleQueue()
    for one in warm:
        idle.put(one)

    def run(arguments: list[str]) -> Ran:
        one = idle.get()
        try:
            return one.run(*arguments) if arguments else Ran(NONE_RAN, "")
        finally:
            idle.put(one)

    with ThreadPoolExecutor(len(warm)) as threads:
        yield from threads.map(run, runs)


def _rung(ran: Ran) -> str:
    """The first test that failed; empty where none did, or where the run ended in any other way."""
    failed = _FAILED.search(ran.said) if ran.code == FAILED else None
    return failed.group(1) if failed else ""


def _ended(ran: Ran) -> str:
    """How a run ended in which no test failed."""
    if _passed(ran):
        return "STAYS SILENT"
    if ran.code < 0:
        return f"PROVES NOTHING, the run was ended by {signal.Signals(-ran.code).name}"
    if troubled := _TROUBLED.findall(ran.said):
        return f"PROVES NOTHING, a test could not begin or end: {', '.join(troubled)}"
    return "PROVES NOTHING, no test ran" if ran.code == NONE_RAN else f"PROVES NOTHING, the run ended with {ran.code}"


def _passed(ran: Ran) -> bool:
    """Whether tests ran, and all of them passed."""
    return ran.code == PASSED and bool(_PASSED.search(ran.said))
