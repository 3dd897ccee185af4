"""How a text file is written: its encoding, what separates its fields, and the names in its heading."""

import codecs
import csv
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from evenhand.inspection.reading import lines
from evenhand.inspection.trouble import CannotInspect

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars", " ": "spaces"}
BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
LOOKED_AT = 60
CHUNK = 1 << 22


@dataclass(frozen=True, slots=True)
class Dialect:
    """A text file that can be read: `path` is in UTF-8, `headings` are all different. `said` is what was found out."""

    path: Path
    separator: str
    headings: tuple[str, ...]
    doubled: tuple[tuple[str, str], ...]  # a heading and what it was called where it stood again
    said: tuple[str, ...]


@contextmanager
def dialect(path: Path) -> Iterator[Dialect]:
    """Find out how a file is written. Another encoding is brought into a temporary file, gone when this ends.

    Raises CannotInspect where the file cannot be read or has no heading.
    """
    with tempfile.TemporaryDirectory(prefix="evenhand-inspect-") as folder:
        utf8, said = _in_utf8(path, Path(folder) / "text")
        separator = _separator(utf8)
        names = lines.heading(utf8, separator)
        if not any(name.strip() for name in names):
            raise CannotInspect(f"{path.name} has no heading: its first line must name the columns.")
        headings, doubled = unique(names)
        if separator != ",":
            said.append(f"Fields are separated by {SEPARATORS[separator]}.")
        yield Dialect(utf8, separator, headings, doubled, tuple(said))


def unique(names: list[str]) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Headings that are all different: the second of two is "name (2)"; one without a name is "column 7"."""
    seen: Counter[str] = Counter()
    headings, doubled = [], []
    for place, name in enumerate(names, start=1):
        plain = " ".join(name.split()) or f"column {place}"
        seen[plain] += 1
        if seen[plain] > 1:
            doubled.append((plain, f"{plain} ({seen[plain]})"))
        headings.append(f"{plain} ({seen[plain]})" if seen[plain] > 1 else plain)
    return tuple(headings), tuple(doubled)


def _in_utf8(path: Path, copy: Path) -> tuple[Path, list[str]]:
    """The file itself where it is UTF-8; otherwise a copy in UTF-8, and from what."""
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise CannotInspect(f"{path} cannot be read: {error.strerror}.") from error
    encoding = next((name for bom, name in BOMS.items() if start.startswith(bom)), "utf-8")
    if encoding != "utf-16" and _is_utf8(path):
        return path, []
    encoding = encoding if encoding == "utf-16" else "cp1252"
    with (
        path.open(encoding=encoding, errors="replace", newline="") as file,
        copy.open("w", encoding="utf-8", newline="") as to,
    ):
        while text := file.read(CHUNK):
            to.write(text)
    name = {"utf-16": "UTF-16", "cp1252": "Windows-1252"}[encoding]
    return copy, [f"The file is not UTF-8 and was read as {name}."]


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while chunk := file.read(CHUNK):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(path: Path) -> str:
    """The one that gives the heading most fields and the lines after it as many; a comma where none does."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        first = list(islice(file, LOOKED_AT))
    return max(SEPARATORS, key=lambda separator: _fits(first, separator))


def _fits(first: list[str], separator: str) -> tuple[bool, float, int]:
    """How well a separator fits: it separates at all, the share of lines as wide as the heading, its width."""
    written = [line for line in first if line.strip()]
    rows = [line.split() for line in written] if separator == " " else csv.reader(written, delimiter=separator)
    widths = [len(one) for one in rows]
    if not widths or widths[0] < 2:
        return (False, 0.0, 0)
    alike = sum(width == widths[0] for width in widths) / len(widths)
    return (alike > 0.5 and separator != " ", alike, widths[0])
