"""Killed at any instant, nothing is lost, nothing is doubled, and the tree stays one tree.

A served register in small: an application that acts, the sequencer, the database. In each round each of them is killed
once (SIGKILL), at a random moment and in a random order, and started again.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import world
from engine import Engine, throw_away, throwaway_directory
from evenhand.register.database import Home, Server, roles
from throwaway import kill_server

ROUNDS = int(os.environ.get("EVENHAND_KILLS", "200"))
HERE = Path(__file__).resolve().parent


class Served:
    """The three programs, each of which can be killed and comes back."""

    def __init__(self, home: Home, database: str, folder: Path) -> None:
        self.home, self.folder = home, folder
        self.server = Server(home)
        self.environment = os.environ | {
            "EVENHAND_HOME": str(home.path), "EVENHAND_DATABASE": database, "PYTHONPATH": os.pathsep.join(sys.path),
        }  # fmt: skip
        self.parents: list[subprocess.Popen[bytes]] = []

    def start(self) -> None:
        """All three."""
        self.server.start()
        for name in ("application", "sequencer"):
            command = [sys.executable, str(HERE / "begun_again.py"), name, str(self.folder)]
            self.parents.append(subprocess.Popen(command, env=self.environment))

    def kill(self, name: str) -> None:
        """Kill it, and see that it comes back."""
        if name == "database":
            kill_server(self.home)
            self.server.start()
            return
        note = self.folder / name
        number = note.read_text()
        os.kill(int(number), signal.SIGKILL)
        _wait_until(lambda: note.read_text() != number)

    def stop(self) -> None:
        """All three."""
        for parent in self.parents:
            parent.kill()
            parent.wait()
        for name in ("application", "sequencer"):
            with suppress(ProcessLookupError, FileNotFoundError):
                os.kill(int((self.folder / name).read_text()), signal.SIGKILL)
        self.parents.clear()

    def done(self) -> int:
        """How many acts said that they were done."""
        return (self.folder / "done").read_text().count("\n") if (self.folder / "done").exists() else 0


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    home = Home(throwaway_directory())
    with Server(home) as server:
        engine = Engine(server)
        with server.superuser() as line:
            roles.ensure_roles(line, home)
        monkeypatch.setenv("EVENHAND_HOME", str(home.path))
        monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "evenhand.register.settings")
        engine.template("killed", world.build)
        one = Served(home, "killed", tmp_path)
        subprocess.run([sys.executable, str(HERE / "people.py"), str(tmp_path)], env=one.environment, check=True)
    yield one
    one.stop()
    one.server.stop()
    throw_away(home)


@pytest.mark.long
def test_nothing_is_lost_and_nothing_doubled_whoever_is_killed_and_when(served: Served) -> None:
    served.start()
    _wait_until(served.done)
    chance, killed = random.Random(66), Counter()
    for _ in range(ROUNDS):
        for name in chance.sample(["database", "sequencer", "application"], 3):
            time.sleep(chance.uniform(0, 0.3))
            served.kill(name)
            killed[name] += 1
    assert killed == dict.fromkeys(("database", "sequencer", "application"), ROUNDS)
    before = served.done()
    _wait_until(lambda: served.done() > before + 5)
    served.stop()
    command = [sys.executable, str(HERE / "checking.py"), str(served.folder / "done")]
    checked = subprocess.run(command, env=served.environment, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    print(f"{ROUNDS} kills of each. {checked.stdout}")


def _wait_until(so: Callable[[], object]) -> None:
    for _ in range(1200):
        if so():
            return
        time.sleep(0.02)
    raise AssertionError("It did not come back.")
