"""Test runs that begin at once: everything is imported once, and each run is a fork of that. For `prove-safeguards`.

Started with a limit in seconds and the arguments that collect the tests. Then reads the arguments of one run of pytest
a line, as JSON, and answers with a line: its exit code (negative: the signal that killed it), and what it printed.
"""

import ctypes
import json
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)


def main() -> None:
    """Warm up, then answer until there is nothing more to read."""
    limit, *collected = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what else is printed must not be taken for an answer
    warm_up(collected)
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line), int(limit))), file=answers, flush=True)


def warm_up(collected: list[str]) -> None:
    """Import whatever these tests do, by collecting them and running none. Ends the program where that fails."""
    code = pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider", *collected])
    sys.stdout.flush()
    if code != pytest.ExitCode.OK:
        raise SystemExit("The tests cannot be collected.")


def run(arguments: list[str], limit: int) -> tuple[int, str]:
    """One run of pytest, in a child with a directory for temporary files that goes with it."""
    folder = Path(tempfile.mkdtemp(prefix="run-"))
    folder.chmod(0o711)
    try:
        child = os.fork()
        if child == 0:
            _be_the_run(arguments, limit, folder)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return code, (folder / "said").read_text(encoding="utf-8", errors="replace")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _be_the_run(arguments: list[str], limit: int, folder: Path) -> NoReturn:
    """Whatever happens in here, the child does not come back as a second parent, nor stay when it hangs."""
    code = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        signal.alarm(limit)
        said = os.open(folder / "said", os.O_WRONLY | os.O_CREAT, 0o600)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
        code = int(pytest.main(arguments))
        sys.stdout.flush()
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
