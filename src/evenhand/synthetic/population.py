"""Who lives in the county: exact shares dealt out at random, and then people one at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from evenhand.synthetic.chance import allot, deal, rounded, stream
from evenhand.synthetic.names import Home, Name, invent_home, invent_name
from evenhand.synthetic.settings import Group, Mark, Settings, Story

ADULT = 18


@dataclass(frozen=True, slots=True)
class Person:
    """A person who does not exist. `marks` name what else is true of them (`county.toml`)."""

    number: int
    story: Story
    name: Name
    home: Home
    born_on: date
    age: int
    sex: str
    group: Group
    officer_code: str
    self_code: str
    marks: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Draws:
    """The streams from which a person's own details come, one for each so that none can colour another."""

    names: Random
    homes: Random
    births: Random
    sexes: Random
    codes: Random

    @classmethod
    def from_seed(cls, seed: int) -> "_Draws":
        return cls(*(stream(seed, purpose) for purpose in ("names", "homes", "births", "sexes", "codes")))


def people(
    settings: Settings, listed: int, seed: int, as_at: date, ethnicity_seed: int | None = None
) -> Iterator[Person]:
    """Everybody: first the `listed`, then all who are not on the inherited list. Numbered from 1.

    `ethnicity_seed` deals the ethnic groups differently and nothing else, to show that nothing follows from them.
    """
    ethnicity = stream(seed if ethnicity_seed is None else ethnicity_seed, "ethnicity")
    draws = _Draws.from_seed(seed)
    number = 0
    for story, age, group, marks in _listed(settings, listed, seed, ethnicity):
        number += 1
        yield _person(number, story, age, group, marks, settings, as_at, draws)
    for story, age, group in _unlisted(settings, listed, seed, ethnicity):
        number += 1
        yield _person(number, story, age, group, frozenset(), settings, as_at, draws)


def unlisted_count(story: Story, listed: int) -> int:
    """How many people of a story there are beside a list of `listed` people."""
    return max(story.at_least, rounded(story.share * listed))


def _listed(
    settings: Settings, count: int, seed: int, ethnicity: Random
) -> Iterator[tuple[Story, int, Group, frozenset[str]]]:
    stories = settings.listed_stories()
    ages = _ages(settings, count, stream(seed, "ages"))
    plots = _plots(stories, allot(count, [story.share for story in stories]), ages, stream(seed, "stories"))
    groups = deal(allot(count, [group.on_list for group in settings.groups]), ethnicity)
    hands = {mark.name: _marked(mark, count, seed) for mark in settings.marks}
    for place in range(count):
        story, age = stories[plots[place]], ages[place]
        marked = frozenset(mark.name for mark in settings.marks if hands[mark.name][place] and mark.holds(story, age))
        yield story, age, settings.groups[groups[place]], marked


def _unlisted(settings: Settings, listed: int, seed: int, ethnicity: Random) -> Iterator[tuple[Story, int, Group]]:
    chance = stream(seed, "unlisted ages")
    for story in settings.unlisted_stories():
        count = unlisted_count(story, listed)
        groups = deal(allot(count, [group.share(story.benchmark) for group in settings.groups]), ethnicity)
        for group in groups:
            yield story, chance.randint(*story.ages), settings.groups[group]


def _ages(settings: Settings, count: int, chance: Random) -> bytearray:
    """Ages in completed years; within the widest band younger ages are commoner."""
    hand = deal(allot(count, [band.share for band in settings.ages]), chance)
    for place, band_number in enumerate(hand):
        band = settings.ages[band_number]
        hand[place] = min(chance.randint(band.youngest, band.oldest), chance.randint(band.youngest, band.oldest))
    return hand


def _plots(stories: Sequence[Story], counts: Sequence[int], ages: bytearray, chance: Random) -> bytearray:
    """A story for each place: first those that only an adult can have, among adults; then all others."""
    adult_only = deal([n if story.adult_only else 0 for story, n in zip(stories, counts, strict=True)], chance)
    others = deal([0 if story.adult_only else n for story, n in zip(stories, counts, strict=True)], chance)
    order = list(range(len(ages)))
    chance.shuffle(order)
    adults = [place for place in order if ages[place] >= ADULT]
    chosen = bytearray(len(ages))
    plots = bytearray(len(ages))
    for place, plot in zip(adults, adult_only, strict=False):
        plots[place], chosen[place] = plot, 1
    for place, plot in zip((place for place in order if not chosen[place]), others, strict=True):
        plots[place] = plot
    return plots


def _marked(mark: Mark, count: int, seed: int) -> bytearray:
    marked = min(count, max(mark.at_least, rounded(mark.share * count)))
    return deal([count - marked, marked], stream(seed, f"mark {mark.name}"))


def _person(
    number: int,
    story: Story,
    age: int,
    group: Group,
    marks: frozenset[str],
    settings: Settings,
    as_at: date,
    draws: _Draws,
) -> Person:
    born_on = _birthday(as_at, age) - timedelta(days=draws.births.randrange(365))
    sex = "male" if draws.sexes.random() < float(settings.county["sex"]["male"]) else "female"
    name, home = invent_name(draws.names, settings), invent_home(draws.homes, settings)
    codes = (_pick(group.officer, draws.codes), _pick(group.self_defined, draws.codes))
    return Person(number, story, name, home, born_on, age, sex, group, *codes, marks=marks)


def _pick(codes: tuple[str, ...], chance: Random) -> str:
    """One draw whatever the number of codes, so that a person's group never shifts what the next one gets."""
    return codes[int(chance.random() * len(codes))]


def _birthday(as_at: date, age: int) -> date:
    """The latest birth date that makes somebody `age` years old on `as_at`."""
    leap_day = (as_at.month, as_at.day) == (2, 29)
    return as_at.replace(year=as_at.year - age, day=28 if leap_day else as_at.day)
