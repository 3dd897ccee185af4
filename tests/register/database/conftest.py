"""A home of its own for each test of the server, thrown away afterwards with the server if it still runs."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import throw_away, throwaway_directory
from evenhand.register.database import Home, Server
from throwaway import kill_server


@pytest.fixture(scope="session")
def made_once() -> Iterator[Home]:
    """A home whose database files are made, for the others to be copied from: making them takes a second."""
    home = Home(throwaway_directory())
    with Server(home, durable=False):
        pass
    yield home
    throw_away(home)


@pytest.fixture
def home(empty_home: Home, made_once: Home) -> Home:
    """A home with database files, which has never been started."""
    for name in ("pgdata", "secrets"):
        subprocess.run(["cp", "-a", made_once.path / name, empty_home.path / name], check=True)
    return empty_home


@pytest.fixture
def empty_home() -> Iterator[Home]:
    """An empty home that the server's account can reach, also when root runs the tests."""
    home = Home(throwaway_directory())
    yield home
    kill_server(home, signal.SIGQUIT)
    throw_away(home)


@pytest.fixture
def reachable_path() -> Iterator[Path]:
    """An empty directory that any account can pass through, which pytest's own tmp_path is not."""
    directory = throwaway_directory()
    yield directory
    for home in map(Home, directory.iterdir()):
        if home.users_lock.exists():
            throw_away(home)
    shutil.rmtree(directory)
