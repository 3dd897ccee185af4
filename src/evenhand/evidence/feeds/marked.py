"""The mark in a file that the register gives out: whom it was made for (SG-26). The readers leave it out again.

In CSV it is a last column, in JSON Lines a last key. It is put in and taken out as text, so that it can be on a line
that cannot be split into its fields, and the very line is had back.
"""

import re
from collections.abc import Sequence

COLUMN = "made_for"
# What every mark begins with, so that no value of a source's own is taken for one.
BEGINS = "made for account "

_UNFIT = re.compile(r'[\x00-\x20\x7f",\\]+')
_IN_CSV = re.compile(rf',"?{BEGINS}[0-9][^",]*"?$')
_IN_JSON = re.compile(rf'(?:, )?"{COLUMN}": ?"{BEGINS}[0-9][^"\\]*"(?=\}}?\s*$)')


def mark(account: int, *told: str) -> str:
    """The mark of an account by its number, with what else is told of it, as it can stand in any format."""
    return BEGINS + "; ".join(filter(None, (_UNFIT.sub(" ", words).strip() for words in (str(account), *told))))


def columns_without(header: Sequence[str]) -> list[str]:
    """A header without the column of the mark, where that is the last."""
    return list(header[:-1] if header and header[-1] == COLUMN else header)


def marked_csv(line: str, mark: str) -> str:
    """A line of CSV with the mark as one more field."""
    return f"{line},{mark}"


def unmarked_csv(line: str) -> str:
    """The line as it was before it was marked; a line without a mark as it is."""
    return _IN_CSV.sub("", line)


def marked_json(line: str, mark: str) -> str:
    """A line of JSON with the mark as one more member of its object."""
    end = line.rindex("}") if line.rstrip().endswith("}") else len(line)
    comma = "" if line[:end].strip() == "{" and end < len(line) else ", "
    return f'{line[:end]}{comma}"{COLUMN}": "{mark}"{line[end:]}'


def unmarked_json(line: str) -> str:
    """The line as it was before it was marked; a line without a mark as it is."""
    return _IN_JSON.sub("", line)
