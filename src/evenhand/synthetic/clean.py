"""A list in which everything is as it should be: an inspector has to stay silent about it."""

import csv
from datetime import date, timedelta
from itertools import product
from pathlib import Path

HEADINGS = (
    *("ref", "born", "sex", "ethnicity", "area", "score", "caused", "suffered", "intelligence", "sources", "basis"),
    *("listed_as", "listed_on", "review_by", "keep_until", "died", "ended", "given_to", "ground", "reviewed"),
)
# Each combination as often as every other one, so that no group differs from another in anything.
GROUPS, SEXES, AREAS, AGES = ("A", "B", "C"), ("F", "M"), ("North", "South", "East", "West"), (15, 20, 30, 40)
OF_EACH = 8

MAPPING = """\
# A list in which everything is as it should be. Everybody in it is invented.

[register]
title = "a list without a fault"
as_at = {as_at}

[columns]
person = "ref"
born_on = "born"
sex = "sex"
area = "area"
score = "score"
caused = "caused"
suffered = "suffered"
intelligence = "intelligence"
sources = "sources"
basis = "basis"
listed_as = "listed_as"
listed_on = "listed_on"
review_by = "review_by"
keep_until = "keep_until"
died_on = "died"
ended_on = "ended"
released_to = "given_to"
release_ground = "ground"

[[attribute]]
name = "ethnicity"
column = "ethnicity"
basis = "self"

[[attribute]]
name = "sex"
column = "sex"

[[attribute]]
name = "age"
column = "born"
bands = [18, 25]

[[stage]]
name = "reviewed"
column = "reviewed"
"""


def write_clean(folder: Path, as_at: date) -> tuple[Path, Path]:
    """Write clean.csv and clean.toml; the paths of both."""
    file, mapping = folder / "clean.csv", folder / "clean.toml"
    with file.open("w", encoding="utf-8", newline="") as to:
        writer = csv.writer(to)
        writer.writerow(HEADINGS)
        people = product(range(OF_EACH), GROUPS, SEXES, AREAS, AGES)
        writer.writerows(_row(number, *person, as_at) for number, person in enumerate(people, start=1))
    mapping.write_text(MAPPING.format(as_at=as_at), encoding="utf-8")
    return file, mapping


def _row(number: int, turn: int, group: str, sex: str, area: str, age: int, as_at: date) -> list[object]:
    """The same for everybody of one turn: score, events and whether they were reviewed."""
    born = as_at - timedelta(days=age * 366 + 60 + number % 200)
    listed = as_at - timedelta(days=30 + 5 * turn)
    return [
        *(
            f"C{number:05d}",
            born,
            sex,
            group,
            area,
            10 + turn,
            3,
            turn % 2,
            0,
            2,
            "three incidents, two of them proven",
        ),
        *("convicted", listed, as_at + timedelta(days=60), as_at + timedelta(days=300)),
        *("", "", "health" if turn % 2 else "", "agreement 1" if turn % 2 else "", "yes" if turn % 2 else "no"),
    ]
