"""What can be wrong with a whole file, and with one row of it."""

from dataclasses import dataclass
from pathlib import Path


class UnusableFile(Exception):
    """A file of which no row can be read.

    `what` is wrong, `where` in the file (a line, a column, the end), and what to `do` about it, in plain words.
    """

    def __init__(self, path: Path, what: str, where: str, do: str) -> None:
        super().__init__(f"{path.name}: {what} ({where}). {do}")
        self.path = path
        self.what = what
        self.where = where
        self.do = do


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why a row cannot be used: the column (None: the whole row), a sentence, the promise behind it."""

    column: str | None
    text: str
    safeguard: str | None = None
