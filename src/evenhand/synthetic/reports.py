"""What others said: intelligence, and referrals by bodies that are worried about somebody."""

from collections.abc import Iterator

from evenhand.evidence.vocabulary import Body
from evenhand.synthetic.lives import Books, person_row, reference
from evenhand.synthetic.population import Person
from evenhand.synthetic.rows import Row

Said = tuple[str, str, str]


def intelligence_rows(books: Books, person: Person) -> Iterator[Row]:
    """The intelligence system's record of a person and its reports, for those who have any."""
    story, policy = person.story, books.settings.intelligence
    if not story.intelligence or books.chance.random() >= float(story.intelligence_share):
        return
    yield person_row(books, person, "people_intelligence", "intelligence", plants=("duplicate_joined",))
    circular = story.intelligence > 1 and person.number % policy["circular_every"] == 0
    one_origin = books.number("ORI-") if circular else ""
    for place in range(story.intelligence):
        plants = ("circular_reporting",) if circular and place == 0 else ()
        yield _report(books, person, one_origin or books.number("ORI-"), plants)


def _report(books: Books, person: Person, origin: str, plants: tuple[str, ...]) -> Row:
    source, number, policy = books.settings.sources["intelligence"], books.number("I"), books.settings.intelligence
    grade = books.chance.choice(policy["grades"])
    conditions = books.settings.text["conditions"] if books.chance.random() < float(policy["conditions"]) else ""
    currency = "out_of_date" if books.chance.random() < float(policy["out_of_date"]) else "current"
    said = _said(books, "Intelligence desk")
    content = books.chance.choice(books.settings.text["opinions" if said[0] == "opinion" else "facts"])
    values = (
        *(source.code, number, "1", reference(person, source), grade[0], grade[1], "C" if conditions else "P"),
        *(conditions, origin, f"FX-IR-{number[1:]}", books.day("collected").isoformat(), currency, *said, content),
    )
    return Row("intelligence", values, plants)


def referral_rows(books: Books, person: Person) -> Iterator[Row]:
    """The records of bodies outside the police, each with its referral.

    The youth service knows the police identifier, so its record is joined. A council knows a name and a birth date:
    whether that is the same person, a person has to say.
    """
    if person.story.youth_service:
        yield from _referral(books, person, Body.YOUTH_SERVICE, ("duplicate_joined",))
    if person.story.held or "held_duplicate" in person.marks:
        yield from _referral(books, person, Body.COUNCIL, ("duplicate_held",))
    if not person.story.known_to_police:
        yield from _referral(books, person, books.chance.choice(list(Body)), (person.story.name,))


def _referral(books: Books, person: Person, body: Body, plants: tuple[str, ...]) -> Iterator[Row]:
    yield person_row(books, person, "people_partners", body.value, plants=plants)
    source, number = books.settings.sources[body.value], books.number("R")
    concern = books.chance.choice(books.settings.text["concerns"])
    values = (
        *(source.code, number, "1", reference(person, source), body.value, books.day("referred").isoformat()),
        *(*_said(books, "Duty worker"), concern, f"FX-RF-{number[1:]}"),
    )
    yield Row("referrals", values)


def _said(books: Books, who: str) -> Said:
    """Fact, or opinion with an author and a basis."""
    if books.chance.random() >= float(books.settings.intelligence["opinion"]):
        return "fact", "", ""
    return "opinion", f"{who} {books.chance.randint(1, 30)}", books.chance.choice(books.settings.text["opinion_basis"])
