"""The county's old list as an outsider would be given it: one file with everything that was wrong with such lists, its
mapping, the council's copy of it, and a list in which everything is as it should be."""

import csv
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any

from evenhand.synthetic.chance import stream
from evenhand.synthetic.clean import write_clean
from evenhand.synthetic.listed import HEADINGS, Kind, Line, day, kind, line, other_year
from evenhand.synthetic.lives import Books
from evenhand.synthetic.population import Person, people
from evenhand.synthetic.settings import Settings, read_settings

PEOPLE, SEED = 3806, 2018
# With fewer, those who are there twice can leave too few children for the wrong birth dates: 15 in 100 are under 18.
SMALLEST = 80
NAME = "extract-2018"
# With whom the list is compared: those who live there, and those equally involved in violence (county.toml says why).
BENCHMARKS = {
    "violence": "People equally involved in serious violence in Northmarch",
    "residents": "Residents of Northmarch",
}


@dataclass(frozen=True, slots=True)
class CountyExtract:
    """What was written. `planted`: how many of each fault there are on purpose; most others follow from the stories.

    `under_one`, `under_ten` and `century` count people with a wrong birth date; `same_reference` and
    `other_reference` rows that are there again; `other_birth_date` and `other_sex` people whose second row differs;
    `missing`, `kept`, `band` and `birth_date` people of whom the council's copy says something else.
    """

    file: Path
    mapping: Path
    copy: Path
    benchmarks: tuple[Path, ...]
    clean: Path
    clean_mapping: Path
    planted: dict[str, int]


def write_extract(folder: Path, people_listed: int = PEOPLE, seed: int = SEED, *, as_at: date) -> CountyExtract:
    """Write the list of `people_listed` rows, its copy, mappings and benchmark. The same arguments give the same bytes.

    The shares that were published of the Gangs Matrix hold for the rows of the file: whoever stands there again takes
    the place of somebody of the same kind. Raises ValueError for fewer than 80.
    """
    if people_listed < SMALLEST:
        raise ValueError(f"A list of {people_listed} people is too small for every fault; use {SMALLEST} or more.")
    folder.mkdir(parents=True, exist_ok=True)
    policy = tomllib.loads(files("evenhand.synthetic").joinpath("extract.toml").read_text(encoding="utf-8"))
    settings, chance = read_settings(), stream(seed, "extract")
    books = Books(settings, seed, as_at)
    listed = [one for one in people(settings, people_listed, seed, as_at) if one.story.on_list]
    numbers = _numbers(policy, people_listed)
    rows, kept = _with_repeats([(one, line(books, one, policy, chance)) for one in listed], numbers, chance)
    _wrong_birth_dates(rows, numbers, as_at, chance)
    council = _copy([row for _, row in rows], [row for _, row in kept], numbers, chance)
    clean, clean_mapping = write_clean(folder, as_at)
    written = [row for _, row in rows]
    return CountyExtract(
        file=_write(folder / f"{NAME}.csv", written),
        mapping=_mapping(folder / f"{NAME}.toml", settings, as_at),
        copy=_write(folder / f"{NAME}-council.csv", council),
        benchmarks=tuple(_benchmark(folder, settings, kind) for kind in BENCHMARKS),
        clean=clean,
        clean_mapping=clean_mapping,
        planted=numbers,
    )


def _numbers(policy: dict[str, Any], listed: int) -> dict[str, int]:
    """How many of each fault: its share of the list, and at least one."""
    shares = {name: share for part in ("born", "again", "copy") for name, share in policy[part].items()}
    numbers = {name: max(1, round(share * listed)) for name, share in shares.items()}
    # Some of those under the same reference differ in something, and at least one does not.
    least = numbers["other_birth_date"] + numbers["other_sex"] + 1
    return numbers | {"same_reference": max(numbers["same_reference"], least)}


Listed = tuple[Person, Line]


def _with_repeats(listed: list[Listed], numbers: dict[str, int], chance: Random) -> tuple[list[Listed], list[Listed]]:
    """The list with people in it again, each in the place of another one of their kind; and whose places were taken."""
    pairs = _pairs(listed, numbers["same_reference"] + numbers["other_reference"], chance)
    taken = {id(left): (person, dict(row)) for (person, row), left in pairs}
    for place, again in enumerate(taken.values()):
        _repeat(again[1], place, numbers)
    rows = [taken.get(id(one), one) for one in listed]
    return rows, [left for _, left in pairs]


def _pairs(listed: list[Listed], count: int, chance: Random) -> list[tuple[Listed, Listed]]:
    """So many people, each with somebody else of their kind who comes after them. Nobody is in two pairs."""
    kinds: dict[Kind, list[Listed]] = defaultdict(list)
    for one in listed:
        if not one[0].story.dies:
            kinds[kind(one[0])].append(one)
    found = [(many[n], many[n + 1]) for many in kinds.values() for n in range(0, len(many) - 1, 2)]
    return chance.sample(found, min(count, len(found)))


def _repeat(row: Line, place: int, numbers: dict[str, int]) -> None:
    """Make of a row the second one of a person: the first of them with another birth date, the next with another sex,
    then unchanged, and the last under another reference."""
    if place >= numbers["same_reference"]:
        row["Ref No"] = f"B{row['Ref No'][1:]}"
    elif place < numbers["other_birth_date"]:
        row["DOB"] = other_year(row["DOB"], -1)
    elif place < numbers["other_birth_date"] + numbers["other_sex"]:
        row["Sex"] = "F" if row["Sex"] == "M" else "M"


def _wrong_birth_dates(rows: list[Listed], numbers: dict[str, int], as_at: date, chance: Random) -> None:
    """Birth dates that cannot be: of people whose age group they leave as it is, and who are there once."""
    seen: dict[str, int] = defaultdict(int)
    for _, row in rows:
        seen[row["Name"]] += 1
    once = [(person, row) for person, row in rows if seen[row["Name"]] == 1]
    children = iter(
        chance.sample([one for one in once if one[0].age < 18], numbers["under_one"] + numbers["under_ten"])
    )
    for _ in range(numbers["under_one"]):
        next(children)[1]["DOB"] = day(as_at - timedelta(days=chance.randint(30, 330)))
    for _, row in children:
        row["DOB"] = day(as_at - timedelta(days=chance.randint(3 * 366, 9 * 365)))
    for _, row in chance.sample([one for one in once if one[0].age >= 25], numbers["century"]):
        row["DOB"] = other_year(row["DOB"], -100)


def _copy(rows: Sequence[Line], kept: Sequence[Line], numbers: dict[str, int], chance: Random) -> list[Line]:
    """The council's copy: without some, with some whom the force has not, and with other bands and birth dates."""
    again = {reference for reference, times in Counter(row["Ref No"] for row in rows).items() if times > 1}
    theirs = {row["Ref No"]: dict(row) for row in rows if row["Ref No"] not in again}
    chosen = iter(chance.sample(sorted(theirs), numbers["missing"] + numbers["band"] + numbers["birth_date"]))
    for _ in range(numbers["missing"]):
        del theirs[next(chosen)]
    for _ in range(numbers["band"]):
        row = theirs[next(chosen)]
        row["RAG"] = "Red" if row["RAG"] == "Amber" else "Amber"
    for reference in chosen:
        row = theirs[reference]
        row["DOB"] = other_year(row["DOB"], 1)
    copied = [theirs.get(row["Ref No"], row) for row in rows if row["Ref No"] in again or row["Ref No"] in theirs]
    return [*copied, *kept[: numbers["kept"]]]


def _write(path: Path, rows: Sequence[Line]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEADINGS)
        writer.writeheader()
        writer.writerows(rows)
    return path


def _mapping(path: Path, settings: Settings, as_at: date) -> Path:
    groups = "\n".join(_group_lines(settings))
    text = files("evenhand.synthetic").joinpath("extract_mapping.toml").read_text(encoding="utf-8")
    path.write_text(
        text.replace("# as_at\n", f"as_at = {as_at}\n").replace("# groups\n", groups + "\n"), encoding="utf-8"
    )
    return path


def _group_lines(settings: Settings) -> Iterator[str]:
    """The force's codes of each group, White first. No officer's code says mixed; what stands there counts as other."""
    codes: dict[str, list[str]] = defaultdict(list)
    for group in sorted(settings.groups, key=lambda one: (one.name != "white", one.name)):
        codes["other" if group.name == "mixed" else group.name] += [f'"IC{code}"' for code in group.officer]
    for name, spelled in codes.items():
        yield f"{name.title()} = [{', '.join(spelled)}]"


def _benchmark(folder: Path, settings: Settings, kind: str) -> Path:
    """A million people of the county by the shares of a kind (county.toml). Mixed counts as other, as on the list."""
    people: dict[str, int] = defaultdict(int)
    for group in settings.groups:
        people["Other" if group.name == "mixed" else group.name.title()] += round(group.share(kind) * 1_000_000)
    path = folder / f"northmarch-{kind}.toml"
    numbers = "\n".join(f"{name} = {number}" for name, number in sorted(people.items()))
    path.write_text(
        f'name = "{path.stem}"\ntitle = "{BENCHMARKS[kind]}"\nsource = "The county of Northmarch, which is invented"\n'
        f'dated = 2018-01-01\nverified = true\nbasis = ""\nremark = "Nobody in it exists."\n\n'
        f"[attribute.ethnicity.people]\n{numbers}\n",
        encoding="utf-8",
    )
    return path
