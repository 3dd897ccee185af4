"""Silencing each place in turn and demanding that its proof fails: an alarm nobody wired is no alarm."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

Place = tuple[str, str, str]


def prove(places: Sequence[Place], checkout: Path, say: Callable[[str], None]) -> list[str]:
    """Run each place's tests with it silenced; the places whose tests still passed (or that have none)."""
    asleep = []
    with tempfile.TemporaryDirectory(prefix="evenhand-prove-") as home:
        Path(home).chmod(0o711)
        for number, (safeguard, kind, where) in enumerate(places, start=1):
            rings = _rings(safeguard, kind, where, checkout, home)
            say(f"{number}/{len(places)} {safeguard} {kind} {where}: {'rings' if rings else 'STAYS SILENT'}")
            if not rings:
                asleep.append(f"{safeguard} {where}")
    return asleep


def _rings(safeguard: str, kind: str, where: str, checkout: Path, home: str) -> bool:
    tests = sorted(map(str, (checkout / "tests" / "safeguards").glob(f"test_{safeguard.replace('-', '_')}_*.py")))
    if not tests:
        return False
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", *tests]
    silence = ["--silence", f"{kind}:{safeguard}:{where}"]
    environment = os.environ | {"EVENHAND_TEST_HOME": home}
    done = subprocess.run(  # noqa: S603 - our own test run
        [*command, *silence], cwd=checkout, env=environment, capture_output=True, check=False
    )
    # 1: a test failed, as it must. Anything else (passed, none ran, could not start) proves nothing.
    return done.returncode == 1
