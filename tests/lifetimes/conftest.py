"""Tests here need the register, and random lives in it."""

import sys
from pathlib import Path

from registered import register, template  # noqa: F401 - fixtures; makes Django ready for what follows

# The proofs see exactly what a step changes; the lives see it as they do.
sys.path.append(str(Path(__file__).resolve().parent.parent / "safeguards"))
