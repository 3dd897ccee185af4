"""demo and serve, each in a home of its own: built once, found again, stopped clean, from any directory."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engine import throw_away, throwaway_directory
from evenhand.register.database import Home

# So many people that a fast machine, too, is still loading them after a second.
MANY = "1000"
EVENHAND = [str(Path(sys.executable).with_name("evenhand"))]


class Elsewhere:
    """Runs verbs in a home of its own, from another directory than the checkout."""

    def __init__(self, home: Home) -> None:
        self.home = home
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("EVENHAND_", "DJANGO_"))}
        self.environment = kept | {"EVENHAND_HOME": str(home.path)}

    def begin(self, *words: str) -> subprocess.Popen:
        """Begin a verb in a session of its own, as a terminal would."""
        return subprocess.Popen(
            [*EVENHAND, *words], env=self.environment, cwd="/", text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *words: str) -> tuple[int, str, str]:
        """Run a verb to its end: exit code, output, errors."""
        running = self.begin(*words)
        out, err = running.communicate(timeout=120)
        return running.returncode, out, err

    def servers(self) -> list[str]:
        """The PostgreSQL processes that belong to this home: nobody else's data directory has its name."""
        name = os.fsencode(self.home.path)
        lines = [(found / "cmdline") for found in Path("/proc").iterdir() if found.name.isdigit()]
        return [str(line) for line in lines if name in _read(line) and b"postgres" in _read(line)]


def _read(line: Path) -> bytes:
    try:
        return line.read_bytes()
    except OSError:
        return b""


@pytest.fixture(scope="module")
def elsewhere():
    """A home in which the small county is built once."""
    home = Home(throwaway_directory() / "home")
    there = Elsewhere(home)
    code, out, err = there.run("demo", "--no-serve", "--people", "60")
    assert code == 0, err
    assert "The county of Northmarch is ready" in out
    yield there
    throw_away(home)
    home.path.parent.rmdir()


@pytest.fixture
def empty():
    """A home with nothing in it."""
    home = Home(throwaway_directory() / "home")
    there = Elsewhere(home)
    yield there
    throw_away(home)
    home.path.parent.rmdir()


def notes(there: Elsewhere) -> dict:
    """What the demo noted of its county."""
    return json.loads((there.home.path / "county" / "built.json").read_text())


def test_a_second_demo_starts_in_seconds_from_the_same_data(elsewhere):
    before, started = notes(elsewhere), time.monotonic()
    for words in (("--people", "60"), ()):
        code, out, _ = elsewhere.run("demo", "--no-serve", *words)
        assert (code, "Building" in out) == (0, False)
    assert time.monotonic() - started < 20
    assert notes(elsewhere) == before
    assert elsewhere.servers() == []


def test_another_number_of_people_is_refused_and_changes_nothing(elsewhere):
    before = notes(elsewhere)
    code, _, err = elsewhere.run("demo", "--no-serve", "--people", "70")
    assert (code, err.strip()) == (1, "There is a county of 60 people here already; --fresh builds another.")
    code, *_ = elsewhere.run("demo", "--no-serve", "--fresh", "--people", "5")
    assert code == 2
    assert notes(elsewhere) == before


def test_every_account_of_the_demo_has_its_codes(elsewhere):
    code, out, _ = elsewhere.run("code", "analyst")
    assert (code, len(out.strip()), out.strip().isdigit()) == (0, 6, True)
    code, _, err = elsewhere.run("code", "nobody")
    assert (code, "has no account 'nobody'" in err) == (1, True)


def free_port() -> str:
    """A port that nobody listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return str(line.getsockname()[1])


def serving(there: Elsewhere, port: str) -> subprocess.Popen:
    """Begin to serve, and wait until it says where."""
    running = there.begin("serve", "--port", port)
    assert running.stdout is not None
    while line := running.stdout.readline():
        if "Ctrl-C stops it" in line:
            return running
    raise AssertionError(running.communicate()[1])


def test_a_second_serve_on_the_same_data_is_told_where_the_first_is(elsewhere):
    port = free_port()
    first = serving(elsewhere, port)
    try:
        assert elsewhere.servers()
        code, _, err = elsewhere.run("serve", "--port", free_port())
        assert code == 1
        assert port in err
        assert len(err.strip().splitlines()) == 1
    finally:
        first.send_signal(signal.SIGINT)
        first.communicate(timeout=30)
    assert elsewhere.servers() == []


def test_a_port_that_is_taken_is_one_sentence(elsewhere):
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen()
        code, _, err = elsewhere.run("serve", "--port", str(line.getsockname()[1]))
    assert code == 1
    assert "choose another with --port" in err.strip().splitlines()[-1]


def stopped(there: Elsewhere, how: signal.Signals) -> None:
    """Begin the demo, stop it in the middle of its loading, and see that nothing of it lives on."""
    running = there.begin("demo", "--no-serve", "--people", MANY)
    assert running.stdout is not None
    while "Building" not in running.stdout.readline():
        assert running.poll() is None
    time.sleep(1)
    running.send_signal(how)
    running.communicate(timeout=60)
    # Python ends by the signal itself where the interruption met it outside of any verb.
    assert running.returncode in (128 + how, -how, 1)
    assert there.servers() == []


def test_a_demo_that_is_stopped_leaves_no_server_and_goes_on_the_next_time(empty):
    stopped(empty, signal.SIGTERM)
    stopped(empty, signal.SIGINT)
    code, out, err = empty.run("demo", "--no-serve", "--people", MANY)
    assert (code, "is ready" in out) == (0, True), err


def test_fresh_builds_another_county(elsewhere):
    code, _, err = elsewhere.run("demo", "--no-serve", "--fresh", "--people", "20")
    assert code == 0, err
    assert notes(elsewhere)["people"] == 20
