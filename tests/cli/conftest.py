"""Verbs run in this process on the register of the test; only what must be stopped or killed runs in its own."""

import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from evenhand.cli import main
from evenhand.cli.running import console
from registered import Register, register, template  # noqa: F401 - fixtures


@dataclass(frozen=True)
class Ran:
    """What became of a verb."""

    code: int
    out: str
    err: str


@pytest.fixture
def eh(register: Register, capsys: pytest.CaptureFixture[str], monkeypatch) -> Iterator[Callable[..., Ran]]:  # noqa: F811
    """Run a verb as `./eh` would: `eh("load", path)`. An error that is not one clear sentence fails the test."""
    monkeypatch.setattr(console, "_width", 200)
    before = signal.getsignal(signal.SIGTERM)

    def run(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["evenhand", *map(str, words)])
        capsys.readouterr()
        try:
            main.main()
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    yield run
    signal.signal(signal.SIGTERM, before)
