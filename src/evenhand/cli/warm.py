"""A test run that is started once and then asked for many runs: `tests/warm.py`, from this side."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

QUIET = ("-q", "--no-header", "-p", "no:cacheprovider")


@dataclass(frozen=True)
class Ran:
    """What became of a run: the exit code of pytest (negative: the signal that killed it), and what was printed."""

    code: int
    said: str


class Ended(Exception):
    """The warm run is not there any more; its last words."""


class Warm:
    """Runs of pytest in a checkout, one after another. `with Warm(...) as warm:` ends it."""

    def __init__(self, checkout: Path, tests: Sequence[str], environment: Mapping[str, str], words: Path, limit: int):
        """Begin to collect `tests`. `words`: where to write what it prints; `limit`: seconds that one run may take."""
        self._words = words
        with words.open("w") as log:
            self._running = subprocess.Popen(  # noqa: S603 - our own test run
                [sys.executable, str(checkout / "tests" / "warm.py"), str(limit), *tests],
                cwd=checkout,
                env=os.environ | environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind:
            self._running.kill()
        self._running.communicate()

    def run(self, *arguments: str) -> Ran:
        """One run, in a process of its own that knows nothing of the runs before. Raises Ended."""
        answer = ""
        if self._running.stdin and self._running.stdout:
            with suppress(BrokenPipeError):
                print(json.dumps([*QUIET, *arguments]), file=self._running.stdin, flush=True)
                answer = self._running.stdout.readline()
        if not answer:
            raise Ended(self._words.read_text())
        return Ran(*json.loads(answer))
