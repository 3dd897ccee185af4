"""SG-18 and SG-19: ages and dates that cannot be. The register calls these with the birth date it knows."""

from datetime import date

from evenhand.evidence.tables import read_table
from evenhand.evidence.vocabulary import Role
from evenhand.safeguards import Refused, upholds

_ACTING = frozenset({Role.SUSPECT, Role.CONVICTED})
_ASK = "Check the date of birth with the source and send the record again."


def age_on(born_on: date, day: date) -> int:
    """Completed years of age on a day; who is born on 29 February completes a year on 1 March of common years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


@upholds("SG-19")
def check_plausible_birth(born_on: date, today: date) -> None:
    """Refuse a birth in the future, or so long ago that the date must be wrong (policy, tables/ages.toml)."""
    if born_on > today:
        raise Refused("SG-19", f"The date of birth {born_on} is in the future.", _ASK)
    if age_on(born_on, today) > read_table("ages")["oldest"]["years"]:
        raise Refused("SG-19", f"Born on {born_on}, the person would be {age_on(born_on, today)} years old.", _ASK)


@upholds("SG-19")
def check_born_before(born_on: date, happened_on: date) -> None:
    """Refuse anything about a person that happened before their birth."""
    if happened_on < born_on:
        raise Refused("SG-19", f"It happened on {happened_on}, before the person's birth on {born_on}.", _ASK)


@upholds("SG-18")
def check_old_enough_to_act(born_on: date, occurred_on: date, role: Role) -> None:
    """Refuse a suspect or convicted person below the age of criminal responsibility on the day of the event."""
    age, youngest = age_on(born_on, occurred_on), read_table("ages")["responsible"]["years"]
    if role in _ACTING and age < youngest:
        raise Refused(
            "SG-18",
            f"On {occurred_on} the person was {age}: a child under {youngest} cannot have the role {role}.",
            "Check the date of birth. A child so young is met by safeguarding, never here.",
        )


@upholds("SG-19")
def check_death_after_birth(born_on: date, died_on: date) -> None:
    """Refuse a death before the birth."""
    if died_on < born_on:
        raise Refused("SG-19", f"The death on {died_on} is before the birth on {born_on}.", _ASK)
