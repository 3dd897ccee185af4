"""What an entry rests on: a basis, harm caused, sources; and whether somebody harmed is held as if they had harmed."""

from evenhand.inspection.checks import law
from evenhand.inspection.checks.counting import Check, Found, one, said, tally
from evenhand.inspection.extract import Extract, Role

RECORDED = (Role.CAUSED, Role.PROVEN, Role.SUFFERED, Role.INTELLIGENCE)
# How lists call people whom they do not hold for harm caused. Everything else that is said counts as an offender.
HARMED = ("victim", "witness", "at risk", "vulnerable", "harmed", "safeguarding", "third party")
FEW_VALUES = 12
SHARED = 20


def no_basis(extract: Extract) -> Found:
    """No words for why somebody is on it; or, in a list without such a column, nothing recorded of them at all."""
    if Role.BASIS in extract.roles:
        return tally(extract, "basis IS NULL", "have no basis in the column for it")
    known = [role for role in RECORDED if role in extract.roles]
    nothing = " AND ".join(f"coalesce({role}, 0) = 0" for role in known)
    return tally(extract, nothing, f"have nothing recorded at all ({', '.join(known)})")


def zero_harm(extract: Extract) -> Found:
    """A score of zero, or where there is no score no harm caused."""
    if Role.SCORE not in extract.roles:
        return tally(extract, "coalesce(caused, 0) = 0", "have caused no harm that is recorded")
    unscored = one(extract, f"SELECT sum(people) FROM {extract.table} WHERE score IS NULL")
    more = f"{unscored:,} more have no score at all." if unscored else ""
    who = "people with a score" if unscored else "people"
    return tally(extract, "score = 0", "have a score of zero", "score IS NOT NULL", who, more)


def harmed_held_as_harming(extract: Extract) -> Found:
    """Only ever harmed, and held as one who harms, or held as nothing in particular."""
    fault, more = "coalesce(suffered, 0) > 0 AND coalesce(caused, 0) = 0", ""
    if Role.LISTED_AS in extract.roles:
        harmed = " OR ".join(f"listed_as ILIKE '%{word}%'" for word in HARMED)
        fault += f" AND NOT coalesce({harmed}, false)"
        more = _taken_for(extract, harmed)
    return tally(extract, fault, "have only suffered harm and are held as if they had caused it", more=more)


def _taken_for(extract: Extract, harmed: str) -> str:
    """Which of the list's words were taken to mean somebody who harms: words that several rows share, and no texts
    about one person."""
    rows = extract.connection.execute(
        f"SELECT listed_as FROM {extract.table} WHERE listed_as IS NOT NULL AND NOT ({harmed}) "
        f"GROUP BY 1 HAVING count(*) >= {SHARED} ORDER BY 1 LIMIT {FEW_VALUES + 1}"
    ).fetchall()
    if not rows or len(rows) > FEW_VALUES:
        return ""
    harming = ", ".join(f"'{value}'" for (value,) in rows)
    return f"Taken to mean somebody who harms: {harming}."


def one_source(extract: Extract) -> Found:
    """Resting on one source or none."""
    return tally(extract, "sources <= 1", "are there on one source or none", "sources IS NOT NULL")


def intelligence_only(extract: Extract) -> Found:
    """Intelligence and no event of any kind."""
    events = [role for role in (Role.CAUSED, Role.SUFFERED) if role in extract.roles]
    fault = " AND ".join(["intelligence > 0", *(f"coalesce({role}, 0) = 0" for role in events)])
    return tally(extract, fault, "are there on intelligence alone")


def released_without_ground(extract: Extract) -> Found:
    """Given to somebody without a word on which ground."""
    given = [f"{role} IS NOT NULL" for role in (Role.RELEASED_TO, Role.RELEASED_ON) if role in extract.roles]
    released = f"({' OR '.join(given)})"
    found = tally(
        extract, "release_ground IS NULL", "were given to somebody without a ground", released, "people released"
    )
    return found if found.of else Found(0, extract.people, said(0, extract.people, "were given to anybody"))


CHECKS = (
    Check("no-basis", "No basis", ((Role.BASIS, *RECORDED),), no_basis, ("SG-09", "SG-28"), (law.LAWFUL, law.RELEVANT)),
    Check(
        "zero-harm",
        "Zero harm",
        ((Role.SCORE, Role.CAUSED),),
        zero_harm,
        ("SG-21",),
        (law.RELEVANT, law.ZERO_KEPT),
        False,
    ),
    Check(
        "victim-listed-as-offender",
        "Victims listed as harming",
        ((Role.SUFFERED,), (Role.CAUSED,)),
        harmed_held_as_harming,
        ("SG-12", "SG-13"),
        (law.TOLD_APART, law.VICTIMS_CONFUSED),
    ),
    Check("one-source-only", "One source only", ((Role.SOURCES,),), one_source, ("SG-11",), (law.ACCURATE,)),
    Check(
        "intelligence-only",
        "Intelligence alone",
        ((Role.INTELLIGENCE,), (Role.CAUSED,)),
        intelligence_only,
        ("SG-10",),
        (law.FACT_OR_OPINION,),
    ),
)
RELEASES = (
    Check(
        "released-without-ground",
        "Released without a ground",
        ((Role.RELEASED_TO, Role.RELEASED_ON), (Role.RELEASE_GROUND,)),
        released_without_ground,
        ("SG-30", "SG-31"),
        (law.LOGGED, law.SHARED_IN_FULL),
    ),
)
