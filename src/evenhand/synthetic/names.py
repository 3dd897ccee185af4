"""Names, addresses and identifiers of people who do not exist.

Names are put together from invented syllables, the same for everybody: a name says nothing about sex, ethnic group or
area, so that nothing learned from a name in this county can be true. Postcodes and identifiers have forms that were
never given to anybody (`county.toml`).
"""

from dataclasses import dataclass
from random import Random

from evenhand.synthetic.settings import Settings


@dataclass(frozen=True, slots=True)
class Name:
    """What somebody is called."""

    given: str
    family: str


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives: an invented street, a postcode that was never allocated, the code of an area."""

    address_line: str
    postcode: str
    area: str


def invent_name(chance: Random, settings: Settings) -> Name:
    """A name from the stream of names, which nothing else draws from."""
    given, family = (
        "".join(chance.choice(syllables) for syllables in settings.county["syllables"][part])
        for part in ("given", "family")
    )
    return Name(given, family)


def invent_home(chance: Random, settings: Settings) -> Home:
    """A home from the stream of homes; one in four is a flat, so that some addresses hold a comma."""
    area = chance.randrange(len(settings.areas))
    street = chance.choice(settings.text["streets"])
    flat = f"Flat {chance.randint(1, 9)}, " if chance.random() < 0.25 else ""
    form = settings.county["postcode"]
    district = 10 * (area + 1) + chance.randrange(10)
    inward = f"{chance.randrange(10)}{chance.choice(form['last_letters'])}{chance.choice(form['last_letters'])}"
    return Home(f"{flat}{chance.randint(1, 99)} {street}", f"{form['area']}{district} {inward}", settings.areas[area])


def identifier(kind: str, person: int, settings: Settings) -> str:
    """The `pnc_id`, `cro_number` or `prison_number` of a person, in a form that no real one has."""
    return f"{settings.county['identifiers'][kind]}{person:08d}"
