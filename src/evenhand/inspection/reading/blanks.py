"""What means "not given", and when two spellings are one."""

import re
from collections.abc import Iterable, Sequence

BLANKS = frozenset(
    {"", "null", "n/a", "na", "#n/a", "none", "nil", "nan", "nat", "unknown", "unk", "not known", "not stated"}
    | {"not given", "not recorded", "not provided", "missing", "-", "--", ".", "?", "tbc"}
)
# Stand-ins for a number nobody knew; only where no other value of the column comes near them.
STAND_INS = (99.0, 999.0, 9999.0)
NEAR = 3
_BETWEEN = re.compile(r"[\s\-_/.,&]+")


def fold(text: str) -> str:
    """What two spellings of one thing have in common: letters and digits, whatever the case, spaces and punctuation."""
    return _BETWEEN.sub(" ", text.casefold()).strip() or text.strip().casefold()


def blanks(further: Sequence[str] = ()) -> frozenset[str]:
    """All that means "not given", in lower case without spaces around, with the further ones of a mapping."""
    return BLANKS | {one.strip().casefold() for one in further}


def stand_ins(values: Iterable[float]) -> set[float]:
    """Which of a column's numbers stand for "not known": -1 among numbers that are never negative otherwise, and 99,
    999 or 9999 where every other value is less than a third of it."""
    known = set(values)
    found = {-1.0} & known if not any(value < 0 for value in known - {-1.0}) else set()
    for stand_in in STAND_INS[::-1]:
        rest = known - found - {stand_in}
        if stand_in in known and rest and max(rest) < stand_in / NEAR:
            found.add(stand_in)
    return found
