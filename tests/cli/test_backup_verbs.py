"""backup and restore as somebody at a keyboard meets them: another machine, no secrets, a register in use."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import throw_away, throwaway_directory
from evenhand.register.actions import accounts
from evenhand.register.database import Home

EVENHAND = [str(Path(sys.executable).with_name("evenhand"))]


class Machine:
    """A home of its own, and the verbs run on it."""

    def __init__(self, home: Home) -> None:
        self.home = home

    def run(self, *words: object) -> tuple[int, str, str]:
        """Run a verb to its end: exit code, output, errors."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("EVENHAND_", "DJANGO_"))}
        done = subprocess.run(
            [*EVENHAND, *map(str, words)], env=kept | {"EVENHAND_HOME": str(self.home.path)}, cwd="/", text=True,
            capture_output=True, timeout=120,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    def folder(self) -> Path:
        """Its copy of the ledger."""
        return self.home.path / "ledger" / "evenhand"


@pytest.fixture
def machines() -> Iterator[tuple[Machine, Machine]]:
    """Two machines with nothing on them."""
    made = [Home(throwaway_directory() / "home") for _ in range(2)]
    yield Machine(made[0]), Machine(made[1])
    for home in made:
        throw_away(home)
        home.path.parent.rmdir()


def test_a_register_is_brought_back_on_another_machine(machines: tuple[Machine, Machine], tmp_path: Path) -> None:
    first, second = machines
    assert first.run("demo", "--no-serve", "--people", 60)[0] == 0
    code, out, err = first.run("backup", tmp_path / "kept")
    assert (code, err) == (0, "")
    assert "Nobody can read it without" in out
    assert first.run("backup", tmp_path / "kept")[0] == 1
    first.run("ledger", "verify")  # one more entry
    size = len((first.folder() / "entries.jsonl").read_bytes().splitlines())

    code, _, err = second.run("restore", tmp_path / "kept", "--ledger", first.folder())
    assert (code, "There is no secrets file in" in err, len(err.splitlines())) == (1, True, 1)
    assert not (second.home.path / "pgdata").exists()
    assert not second.home.keeps_secrets()
    second.home.make()
    shutil.copy(first.home.path / "secrets", second.home.path / "secrets")

    code, _, err = second.run("restore", tmp_path / "kept")
    assert (code, "Name the newest copy of its ledger with --ledger" in err, len(err.splitlines())) == (1, True, 1)
    code, out, err = second.run("restore", tmp_path / "kept", "--ledger", first.folder())
    assert (code, err) == (0, "")
    assert "The register is back as it was on" in out
    code, out, err = second.run("ledger", "verify")
    assert (code, "Every entry is whole, in its place and unchanged." in out) == (0, True), err
    assert len((second.folder() / "entries.jsonl").read_bytes().splitlines()) > size


def test_a_register_in_use_is_not_restored_and_says_so(eh, tmp_path: Path) -> None:
    assert eh("backup", tmp_path / "kept").code == 0
    ran = eh("restore", tmp_path / "kept")
    assert (ran.code, "are in use by another run" in ran.err, len(ran.err.strip().splitlines())) == (1, True, 1)


def test_only_the_data_protection_officer_reopens_and_only_what_is_shut(eh) -> None:
    assert accounts.named("dpo") is not None
    refused = eh("reopen", "--by", "owner", "--reason", "All is well.")
    assert (refused.code, "does not include this (register:reopen)" in refused.err) == (1, True)
    refused = eh("reopen", "--by", "dpo", "--reason", "All is well.")
    assert (refused.code, "there is nothing to reopen" in refused.err) == (1, True)
    assert eh("reopen", "--by", "nobody", "--reason", "x").code == 1


def test_a_backup_that_cannot_be_written_is_one_sentence(eh, tmp_path: Path) -> None:
    ran = eh("backup", tmp_path / "nowhere" / "kept")
    assert (ran.code, ran.err.strip().splitlines()) == (1, [f"There is no directory {tmp_path / 'nowhere'}. "
                                                           "Make it, or choose another."])  # fmt: skip
