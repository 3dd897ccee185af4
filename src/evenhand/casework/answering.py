"""A question about a look-up: whoever looked answers it, and somebody else says what they make of that (SG-57)."""

from dataclasses import dataclass
from datetime import date

from evenhand.casework.policy import Policy
from evenhand.safeguards import Refused, upholds

# What can be made of a look-up. Nothing follows by itself: talking, and worse, are for people.
FINDINGS = {
    "in-order": "In order",
    "talk": "Needs talking about",
    "misuse": "Misuse",
}


@dataclass(frozen=True, slots=True)
class Question:
    """A question about a look-up by `account`, and how far it has come."""

    account: int
    due_on: date
    answered: bool
    found: bool


@upholds("SG-57")
def check_answers_for_oneself(question: Question, by: int) -> None:
    """Only whoever looked can say why."""
    if question.account != by:
        raise Refused("SG-57", "This question is about somebody else's look-up, so only they can answer it.")


@upholds("SG-57")
def check_answered_once(question: Question) -> None:
    """An answer stays what it was."""
    if question.answered or question.found:
        raise Refused(
            "SG-57",
            "This question is answered or settled already, and stays as it is.",
            "Tell the data protection officer what you want to add.",
        )


@upholds("SG-57")
def check_words(words: str, policy: Policy) -> None:
    """A tick is no answer."""
    least = policy.number("reasons_min_characters")
    if len(words.strip()) < least:
        raise Refused("SG-57", f"Say it in your own words, in at least {least} characters.")


@upholds("SG-57")
def check_somebody_else_judges(question: Question, by: int) -> None:
    """Nobody closes a question about a look-up of their own."""
    if question.account == by:
        raise Refused(
            "SG-57",
            "This question is about a look-up of your own.",
            "Another data protection officer or the senior owner settles it.",
        )


@upholds("SG-57")
def check_heard_first(question: Question, today: date) -> None:
    """Whoever looked is heard before anybody judges, until the day on which their answer was due is over."""
    if not question.answered and today <= question.due_on:
        raise Refused("SG-57", f"They have until {question.due_on} to answer.", "Wait for the answer.")


@upholds("SG-57")
def check_found_once(question: Question) -> None:
    """What was found stays what it was."""
    if question.found:
        raise Refused("SG-57", "This question is settled already.")


@upholds("SG-57")
def check_finding(finding: str) -> None:
    """There are three things that can be found."""
    if finding not in FINDINGS:
        raise Refused("SG-57", f"{finding or 'Nothing'!r} is not one of the things that can be found.")


def check_answer(question: Question, words: str, by: int, policy: Policy) -> None:
    """Refuse an answer for the first thing that stands against it."""
    check_answers_for_oneself(question, by)
    check_answered_once(question)
    check_words(words, policy)


def check_settling(question: Question, finding: str, by: int, today: date) -> None:
    """Refuse a finding for the first thing that stands against it."""
    check_somebody_else_judges(question, by)
    check_found_once(question)
    check_heard_first(question, today)
    check_finding(finding)
