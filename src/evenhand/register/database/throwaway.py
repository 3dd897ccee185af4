"""Where a home goes that nobody needs tomorrow: into memory where there is room, for copying a database is files."""

import shutil
import tempfile
from pathlib import Path

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - of a directory of our own in it
ROOM = 2_000_000_000  # bytes: more than the test databases and what their server writes of them ever take


def directory(prefix: str, within: Path | None = None) -> Path:
    """A new directory that any account can pass through (a server started by root runs under another one)."""
    made = Path(tempfile.mkdtemp(prefix=prefix, dir=within or _roomy()))
    made.chmod(0o711)
    return made


def _roomy() -> Path | None:
    """The directory in memory; None, for the usual one, where there is none or it is small."""
    return IN_MEMORY if IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > ROOM else None
