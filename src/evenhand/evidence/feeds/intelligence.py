"""Intelligence: graded items (3x5x2). They never score, and alone they never qualify anybody (SG-10)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from evenhand.evidence.feeds import fields, opinions, provenance
from evenhand.evidence.feeds.spec import COMMON, Circumstances, Column, FeedSpec, Keyed, Rule, not_in_future
from evenhand.evidence.grading import Currency, meanings
from evenhand.evidence.vocabulary import Feed, Statement


@dataclass(frozen=True, slots=True)
class IntelligenceRow(Keyed):
    """One graded item about one person."""

    person_reference: str
    source_grade: int
    assessment_grade: str
    handling_code: str
    handling_conditions: str | None
    origin: str
    source_document: str
    collected_on: date
    currency: Currency
    statement: Statement
    author: str | None
    basis: str | None
    content: str


def _given(what: str) -> Callable[[str], None]:
    def check(text: str) -> None:
        provenance.check_provenance_given(what, text)

    return check


def _conditions(row: IntelligenceRow, _: Circumstances) -> None:
    provenance.check_conditions_given(row.handling_code, row.handling_conditions)


SPEC = FeedSpec(
    Feed.INTELLIGENCE,
    IntelligenceRow,
    "What sources have said of a person, graded 3x5x2. It scores nothing, and alone it never lists anybody (SG-10).",
    (
        *COMMON,
        Column("person_reference", fields.short, "The `reference` of a people record of the same source."),
        Column(
            "source_grade",
            fields.one_of({code: int(code) for code in meanings("source")}),
            "1 reliable, 2 untested, 3 not reliable (SG-28).",
            check=_given("source grade"),
        ),
        Column(
            "assessment_grade",
            fields.one_of({code: code for code in meanings("assessment")}),
            "A known directly, B known indirectly but corroborated, C known indirectly, D not known, E suspected to be "
            "false (SG-28).",
            check=_given("assessment grade"),
        ),
        Column(
            "handling_code",
            fields.one_of({code: code for code in meanings("handling")}),
            "P may be shared lawfully, C only with conditions (SG-28).",
            check=_given("handling code"),
        ),
        Column("handling_conditions", fields.free, "The conditions; needed when the code is C.", required=False),
        Column("origin", fields.short, "Who or what first said it; repeats of one origin count once (SG-11)."),
        Column(
            "source_document",
            fields.short,
            "The reference of the document behind the item (SG-28).",
            check=_given("source document"),
        ),
        Column("collected_on", fields.day, "The day it was collected (SG-28).", check=_given("collection date")),
        Column("currency", fields.choice(Currency), "current or out_of_date (SG-28).", check=_given("currency")),
        opinions.STATEMENT,
        opinions.AUTHOR,
        opinions.BASIS,
        Column("content", fields.free, "What was said, in plain words."),
    ),
    (
        Rule(
            ("handling_conditions", "handling_code"),
            _conditions,
            "Code C gives its `handling_conditions` (SG-28).",
        ),
        not_in_future("collected_on"),
        *opinions.SIGNED,
        opinions.scanned("handling_conditions"),
        opinions.scanned("basis"),
        opinions.scanned("content"),
    ),
)
