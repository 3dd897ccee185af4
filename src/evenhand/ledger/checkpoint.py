"""Checkpoints (C2SP tlog-checkpoint): the name of a log, how many entries it has, and the root over them."""

import re
from base64 import b64encode
from dataclasses import dataclass

from evenhand.ledger.canonical import from_base64

# No log will ever have more entries than eighteen digits can say.
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The tree of the log `origin` at one size; `root` is 32 bytes."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """Return the text that is signed."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def parse(text: str) -> Checkpoint:
    """Read a checkpoint's text. Raises ValueError, in a sentence, where it is not one."""
    lines = text.split("\n")
    if len(lines) < 4 or not all(lines[:-1]) or lines[-1]:
        raise ValueError("This is not a checkpoint: expected the log's name, a size and a root, a line each.")
    origin, size, root = lines[:3]
    if not _SIZE.fullmatch(size):
        raise ValueError(f"The checkpoint of {origin} does not give a size: {size[:40]!r}.")
    try:
        known = from_base64(root)
    except ValueError:
        known = b""
    if len(known) != 32:
        raise ValueError(f"The checkpoint of {origin} does not give a root of 32 bytes.")
    return Checkpoint(origin, int(size), known)
