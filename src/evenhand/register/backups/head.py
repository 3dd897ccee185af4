"""The head of a backup file: lines that anybody can read, which say what it is and what is needed to read the rest."""

import re
from dataclasses import asdict, dataclass
from typing import BinaryIO

from evenhand.register.database import DatabaseTrouble

FORMAT = "evenhand backup 1"
_SAYS = """\
This is a backup of a register of people, kept with evenhand. After the empty line it is encrypted:
nobody can read it without the file "secrets" of the data directory it was made in."""
_LONGEST = 4096  # bytes; a file without an empty line so early is none of ours
_END = b"\n\n"


@dataclass(frozen=True, slots=True)
class Head:
    """When it was made (UTC, ISO 8601), how far the ledger went (origin, size, root as hexadecimal digits), the
    major version of PostgreSQL, and of the key: its salt, and a mark by which
    the right one is known (hexadecimal digits).
    """

    made_at: str
    ledger_origin: str
    ledger_size: int
    ledger_root: str
    postgresql: int
    key_salt: str
    key_mark: str

    def written(self) -> bytes:
        """The head as it stands in the file, with the empty line that ends it."""
        lines = [FORMAT, _SAYS, *(f"{name}: {value}" for name, value in asdict(self).items())]
        return "\n".join(lines).encode() + _END


def read(file: BinaryIO, name: str) -> tuple[Head, bytes]:
    """The head at the beginning of a file, and its bytes; the file then stands at what is encrypted.

    `name` is how the file is called in the sentence of DatabaseTrouble, raised where it is no backup of ours.
    """
    start = file.read(_LONGEST)
    ends = start.find(_END)
    if not start.startswith(FORMAT.encode() + b"\n") or ends < 0:
        raise DatabaseTrouble(f"{name} is not a backup of a register.", "Name a file that `./eh backup` wrote.")
    written = start[: ends + len(_END)]
    file.seek(len(written))
    told = dict(re.findall(r"^(\w+): (.*)$", written.decode("utf-8", "replace"), flags=re.MULTILINE))
    try:
        return _said(told), written
    except (KeyError, ValueError) as error:
        raise DatabaseTrouble(f"The head of {name} is damaged.", "Use another copy of it.", str(error)) from error


def _said(told: dict[str, str]) -> Head:
    return Head(
        made_at=told["made_at"],
        ledger_origin=told["ledger_origin"],
        ledger_size=int(told["ledger_size"]),
        ledger_root=told["ledger_root"],
        postgresql=int(told["postgresql"]),
        key_salt=bytes.fromhex(told["key_salt"]).hex(),
        key_mark=told["key_mark"],
    )
