"""Physical lines of a text file in bounded memory, and a second, different way to count them.

A line ends at a line feed; a carriage return before it is dropped. A line with nothing else on it is skipped, and by
the independent count too. A byte order mark at the start of the file is dropped.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evenhand.evidence.feeds.raw import escaped_sign, raw_text

LONGEST_LINE = 1 << 20  # bytes of one line that are held in memory
_KEPT = 4096  # bytes of a longer line that are shown
_BLOCK = 1 << 16
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """One physical line: its number from 1, its text, and the fault that makes it unreadable, if any.

    The text of an unreadable line is its raw text already (raw.py).
    """

    number: int
    text: str
    fault: str | None = None

    @property
    def raw(self) -> str:
        """The line as storable text."""
        return self.text if self.fault else escaped_sign(self.text)


def read_lines(path: Path) -> Iterator[Line]:
    """Every line that is not empty, in order."""
    with path.open("rb") as file:
        _skip_mark(file)
        number = 0
        while piece := file.readline(LONGEST_LINE):
            number += 1
            if len(piece) == LONGEST_LINE and not piece.endswith(b"\n"):
                yield _too_long(number, piece, file)
            elif content := piece.rstrip(b"\r\n"):
                yield _line(number, content)


def count_lines(path: Path) -> int:
    """How many lines are not empty, counted by blocks and without reading a line."""
    count, open_line = 0, False
    with path.open("rb") as file:
        _skip_mark(file)
        while block := file.read(_BLOCK):
            parts = block.replace(b"\r", b"").split(b"\n")
            continued = open_line and bool(parts[0])
            count += sum(map(bool, parts)) - continued
            open_line = bool(parts[-1]) or (open_line and len(parts) == 1)
    return count


def _skip_mark(file: BinaryIO) -> None:
    if file.read(len(_MARK)) != _MARK:
        file.seek(0)


def _line(number: int, content: bytes) -> Line:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return Line(number, raw_text(content), f"The line is not UTF-8 (byte {error.start + 1} of the line).")
    if "\0" in text:
        return Line(number, raw_text(content), "The line holds a NUL byte.")
    return Line(number, text)


def _too_long(number: int, piece: bytes, file: BinaryIO) -> Line:
    """Read past the rest of the line, keeping its length and digest but not its bytes."""
    digest, length, start = hashlib.sha256(), 0, piece[:_KEPT]
    while piece:
        ended = piece.endswith(b"\n")
        content = piece.rstrip(b"\n") if ended else piece
        digest.update(content)
        length += len(content)
        piece = b"" if ended else file.readline(_BLOCK)
    fault = (
        f"The line is {length:,} bytes long and may be {LONGEST_LINE:,}; only its first {len(start):,} are kept here "
        f"(sha256 of the whole line: {digest.hexdigest()})."
    )
    return Line(number, raw_text(start), fault)
