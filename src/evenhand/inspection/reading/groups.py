"""From the values of a column to the groups that people are compared by."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from evenhand.inspection.extract import NOT_RECORDED
from evenhand.inspection.mapping import AttributeColumn
from evenhand.inspection.reading.blanks import fold
from evenhand.inspection.trouble import CannotInspect

MOST = 60
# Two values this long that differ in one letter are pointed out.
LONG = 5


@dataclass(frozen=True, slots=True)
class Groups:
    """The group of each distinct value of a column, and the groups in order. `said`: what was taken as one."""

    meaning: Mapping[str, str]
    groups: tuple[str, ...]
    said: tuple[str, ...]


def group(values: Mapping[str, int], said_blank: frozenset[str], given: AttributeColumn) -> Groups:
    """Group the distinct values of a column, each with its number of rows, as the mapping says and by spelling."""
    named = _named(given)
    meaning: dict[str, str] = {}
    folded: dict[str, Counter[str]] = {}
    for value, rows in values.items():
        key = fold(value)
        if key in named:
            meaning[value] = named[key]
        elif value.strip().casefold() in said_blank:
            meaning[value] = NOT_RECORDED
        else:
            folded.setdefault(key, Counter())[" ".join(value.split())] += rows
    titles = {key: _commonest(spelled) for key, spelled in folded.items()}
    meaning |= {value: titles[fold(value)] for value in values if value not in meaning}
    meaning, said = _few(meaning, values, given)
    there = _rows(meaning, values)
    told = (*_spellings(folded, given.column), *said, *_alike(there, given.column))
    return Groups(meaning, _ordered(there, given), told)


def _rows(meaning: Mapping[str, str], values: Mapping[str, int]) -> Counter[str]:
    """How many rows each group has."""
    rows: Counter[str] = Counter()
    for value, number in values.items():
        rows[meaning[value]] += number
    return rows


def band_titles(bounds: Sequence[int]) -> tuple[str, ...]:
    """What bands are called that begin at these lower bounds: "under 10", "10 to 17", "18 to 24", "25 and over"."""
    return (f"under {bounds[0]}", *(_title(low, high) for low, high in zip(bounds, (*bounds[1:], None), strict=True)))


def _title(low: int, high: int | None) -> str:
    if high is None:
        return f"{low} and over"
    return f"{low} to {high - 1}" if high - 1 > low else str(low)


def _named(given: AttributeColumn) -> dict[str, str]:
    """Each spelling that the mapping names, folded, and its group; a group's own name is a spelling of it."""
    named: dict[str, str] = {}
    for title, spellings in given.groups.items():
        for spelling in (title, *spellings):
            key = fold(spelling)
            if named.setdefault(key, title) != title:
                raise CannotInspect(
                    f"The attribute {given.name!r} has {spelling!r} under {named[key]!r} and under {title!r}. "
                    "A spelling belongs to one group."
                )
    return named


def _commonest(spelled: Counter[str]) -> str:
    return min(spelled, key=lambda one: (-spelled[one], one))


def _few(
    meaning: dict[str, str], values: Mapping[str, int], given: AttributeColumn
) -> tuple[dict[str, str], list[str]]:
    """At most so many groups: the rarest become one, and it is said."""
    rows = _rows(meaning, values)
    if len(rows) <= MOST:
        return meaning, []
    kept = {NOT_RECORDED, *sorted(rows, key=lambda one: (-rows[one], one))[: MOST - 1]}
    rest = f"others ({len(rows) - len(kept & set(rows))} values)"
    told = f"Column {given.column} has {len(rows):,} values; the rarest were taken together as '{rest}'."
    return {value: title if title in kept else rest for value, title in meaning.items()}, [told]


def _ordered(rows: Counter[str], given: AttributeColumn) -> tuple[str, ...]:
    """The mapping's groups as it names them, then by number of rows; "not recorded" last."""
    known = [title for title in given.groups if title in rows]
    others = sorted(set(rows) - set(known) - {NOT_RECORDED}, key=lambda one: (-rows[one], one))
    return (*known, *others, *([NOT_RECORDED] if NOT_RECORDED in rows else []))


def _spellings(folded: Mapping[str, Counter[str]], column: str) -> list[str]:
    several = sorted(
        " and ".join(repr(one) for one in sorted(spelled)) for spelled in folded.values() if len(spelled) > 1
    )
    return [f"In column {column} these spellings were read as one: {'; '.join(several[:5])}."] if several else []


def _alike(rows: Counter[str], column: str) -> list[str]:
    """Values that may be slips of each other: pointed out, and left apart."""
    titles = sorted(one for one in rows if len(one) >= LONG and one != NOT_RECORDED)
    slips = [f"{a!r} and {b!r}" for a, b in combinations(titles, 2) if _one_apart(a.casefold(), b.casefold())]
    return [f"In column {column} these values may be slips of each other: {'; '.join(slips[:5])}."] if slips else []


def _one_apart(a: str, b: str) -> bool:
    """Whether one letter changed, left out or put in makes one of the other."""
    if any(letter.isdigit() for letter in a + b) or abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    same = next((place for place, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    return short[same:] == long[same + 1 :] or short[same + 1 :] == long[same + 1 :]
