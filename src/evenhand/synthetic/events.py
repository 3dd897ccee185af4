"""What happened: the events of a story, their corrections, and the repeats of them by another body."""

from collections.abc import Iterator
from datetime import date, timedelta

from evenhand.synthetic.lives import RESPONSIBLE_AGE, Books, birthday, person_row, reference
from evenhand.synthetic.population import Person
from evenhand.synthetic.rows import Row
from evenhand.synthetic.settings import Step


def event_rows(books: Books, person: Person) -> Iterator[Row]:
    """Everything that the crime system records of what a person did, suffered or saw."""
    re_reported = person.story.re_reported or "re_reported" in person.marks
    if re_reported:
        yield person_row(books, person, "people_partners", "community_safety", plants=("duplicate_joined",))
    for step in books.chance.choice(person.story.variants):
        event = _event(books, person, step)
        yield event
        if re_reported and step.ended not in ("suffered", "witnessed"):
            yield _repeat(books, person, event)
        if step.correction:
            yield _correction(books, event, step.correction)
    yield from _impossible_rows(books, person)


def _event(books: Books, person: Person, step: Step) -> Row:
    acts = books.settings.ended[step.ended]["role"] in ("suspect", "convicted")
    occurred_on = books.day(step.period, birthday(person, RESPONSIBLE_AGE if acts else 1))
    offence = books.chance.choice(books.settings.offences[step.offence])
    return _row(books, person, step.ended, offence, occurred_on)


def _row(books: Books, person: Person, ended: str, offence: str, occurred_on: date, fault: str = "") -> Row:
    crime, number, how = books.settings.sources["crime"], books.number("E"), books.settings.ended[ended]
    recorded_on = min(occurred_on + timedelta(days=books.chance.randrange(20)), books.as_at)
    values = (
        *(crime.code, number, "1", reference(person, crime), how["role"], offence, occurred_on.isoformat()),
        *(how["outcome_type"], how["court_result"], how["evidential_test"]),
        *(f"INC-{number[1:]}", f"FX-CR-{number[1:]}", recorded_on.isoformat()),
    )
    return Row("events_crime", values, fault=fault)


def _repeat(books: Books, person: Person, event: Row) -> Row:
    """Community safety's copy of a police event: a reference of its own, and the same origin."""
    source, number = books.settings.sources["community_safety"], books.number("M")
    _, _, _, _, *what, _, recorded_on = event.values
    values = (source.code, number, "1", reference(person, source), *what, f"FX-CS-{number[1:]}", recorded_on)
    return Row("events_safety", values, ("re_reported_event",))


def _correction(books: Books, event: Row, correction: str) -> Row:
    number = books.number("K")
    recorded_on = date.fromisoformat(event.values[-1])
    decided_on = recorded_on + (books.as_at - recorded_on) // 2
    values = (event.values[0], number, "1", event.values[1], correction, decided_on.isoformat(), f"FX-CO-{number[1:]}")
    return Row("corrections", values, (f"corrected_{correction}",))


def _impossible_rows(books: Books, person: Person) -> Iterator[Row]:
    """Events that cannot be: only who knows the birth date can tell."""
    if "under_ten_at_event" in person.marks:
        at_nine = birthday(person, RESPONSIBLE_AGE - 1) + timedelta(days=100)
        yield _row(books, person, "open", "8N", at_nine, fault="under_ten_at_event")
    if "event_before_birth" in person.marks:
        yield _row(books, person, "suffered", "8N", person.born_on - timedelta(days=30), fault="event_before_birth")
