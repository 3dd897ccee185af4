"""Tests here need the register, and random lives in it."""

import sys
from pathlib import Path

from registered import template  # noqa: F401 - a fixture; makes Django ready for what follows

# The proofs see exactly what a step changes; the lives see it as they do.
sys.path.append(str(Path(__file__).resolve().parent.parent / "safeguards"))
