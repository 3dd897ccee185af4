"""Whether the people can be as the list says: possible ages, one birth date and sex each, each of them once."""

from evenhand.inspection.checks import law
from evenhand.inspection.checks.counting import SHOWN, Check, Found, day, key, one, said, tally
from evenhand.inspection.extract import Extract, Role

BY_AGE = ((Role.BORN_ON, Role.AGE),)
# M and male are one, whatever else the column has besides.
SEX = "CASE left(lower(trim(sex)), 1) WHEN 'm' THEN 'm' WHEN 'f' THEN 'f' ELSE lower(trim(sex)) END"
IDENTIFIED = ((Role.PERSON, Role.NAME),)


def age(extract: Extract, on: str = "") -> str:
    """Completed years in SQL, as at the extract's day or another column; the age given where there is no birth date."""
    if Role.BORN_ON in extract.roles:
        return f"date_sub('year', born_on, {on or day(extract)})"
    return "floor(age)"


def _aged(extract: Extract, condition: str, what: str, more: str = "") -> Found:
    known = "born_on" if Role.BORN_ON in extract.roles else "age"
    lacking = one(extract, f"SELECT sum(people) FROM {extract.table} WHERE {known} IS NULL")
    who = f"people with {'a birth date' if known == 'born_on' else 'an age'}" if lacking else "people"
    return tally(extract, f"{age(extract)} {condition}", what, f"{known} IS NOT NULL", who, more)


def under_ten(extract: Extract) -> Found:
    """Below the age of ten; and how many were so young on the day on which they were listed."""
    more = ""
    if {Role.BORN_ON, Role.LISTED_ON} <= extract.roles:
        then = one(extract, f"SELECT sum(people) FROM {extract.table} WHERE {age(extract, 'listed_on')} < 10")
        more = f"{then:,} were under ten on the day on which they were listed." if then else ""
    return _aged(extract, "< 10", "are under ten years old", more)


def under_one(extract: Extract) -> Found:
    """Infants."""
    return _aged(extract, "< 1", "are under one year old, or not born yet")


def over_hundred(extract: Extract) -> Found:
    """Older than people become, but for very few."""
    return _aged(extract, "> 100", "are over a hundred years old")


def two_birth_dates(extract: Extract) -> Found:
    """One person with several birth dates."""
    return _several(extract, "born_on", "birth dates")


def two_sexes(extract: Extract) -> Found:
    """One person with several sexes."""
    return _several(extract, SEX, "sexes")


def _several(extract: Extract, value: str, what: str) -> Found:
    who = key(extract)
    several = f"SELECT {who} FROM {extract.table} GROUP BY 1 HAVING count(DISTINCT {value}) > 1"
    found = one(extract, f"SELECT count(*) FROM ({several}) WHERE {who} IS NOT NULL")
    of = one(extract, f"SELECT count(DISTINCT {who}) FROM {extract.table}")
    rows = extract.connection.execute(
        f"SELECT row FROM {extract.table} WHERE {who} IN ({several}) ORDER BY row LIMIT {SHOWN}"
    ).fetchall()
    names = "people" if who == Role.PERSON else "names"
    return Found(
        found, of, said(found, of, f"have more than one of these: {what}", names), tuple(row for (row,) in rows)
    )


def duplicates(extract: Extract) -> Found:
    """Rows beyond the first of a reference; and references beyond the first of one name and birth date."""
    again, other = _same_reference(extract), _another_reference(extract)
    parts = [part for part in (again, other) if part]
    fault = " OR ".join(f"row IN ({query})" for query in parts) or "false"
    found = tally(extract, fault, "are there a second time", who="rows")
    numbers = [one(extract, f"SELECT count(*) FROM ({query})") if query else 0 for query in (again, other)]
    split = f"{numbers[0]:,} repeat a reference, {numbers[1]:,} have the name and birth date of another."
    return Found(found.found, found.of, f"{found.sentence} {split}" if found.found else found.sentence, found.rows)


def _same_reference(extract: Extract) -> str:
    """The rows of a reference that stood before, in SQL."""
    if Role.PERSON not in extract.roles:
        return ""
    return (
        f"SELECT row FROM {extract.table} WHERE person IS NOT NULL "
        "QUALIFY row_number() OVER (PARTITION BY person ORDER BY row) > 1"
    )


def _another_reference(extract: Extract) -> str:
    """The first rows of references whose name and birth date another reference had before, in SQL."""
    if not {Role.NAME, Role.BORN_ON} <= extract.roles:
        return ""
    first = "QUALIFY row_number() OVER (PARTITION BY person ORDER BY row) = 1" if Role.PERSON in extract.roles else ""
    return (
        f"SELECT row FROM (SELECT row, lower(name) AS name, born_on FROM {extract.table} "
        f"WHERE name IS NOT NULL AND born_on IS NOT NULL {first}) "
        "QUALIFY row_number() OVER (PARTITION BY name, born_on ORDER BY row) > 1"
    )


CHECKS = (
    Check(
        "under-10", "Under ten years old", BY_AGE, under_ten, ("SG-18", "SG-19"), (law.ACCURATE, law.RELEVANT), False
    ),
    Check("under-1", "Under one year old", BY_AGE, under_one, ("SG-19",), (law.ACCURATE,), False),
    Check("over-100", "Over a hundred years old", BY_AGE, over_hundred, ("SG-19",), (law.ACCURATE,), False),
    Check(
        "two-birth-dates",
        "Two birth dates",
        (*IDENTIFIED, (Role.BORN_ON,)),
        two_birth_dates,
        ("SG-19",),
        (law.ACCURATE,),
    ),
    Check("two-sexes", "Two sexes", (*IDENTIFIED, (Role.SEX,)), two_sexes, ("SG-19",), (law.ACCURATE,)),
    Check("duplicates", "The same person twice", IDENTIFIED, duplicates, ("SG-19",), (law.ACCURATE,)),
)
