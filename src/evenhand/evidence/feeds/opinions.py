"""The columns and rules by which a feed tells a fact from an opinion, and the scan of its free text."""

from typing import Any

from evenhand.evidence.feeds import fields, provenance, text
from evenhand.evidence.feeds.spec import Circumstances, Column, Rule
from evenhand.evidence.vocabulary import Statement


def _fact_or_opinion(given: str) -> None:
    provenance.check_fact_or_opinion(given)


def _author(row: Any, _: Circumstances) -> None:
    provenance.check_opinion_has("author", row.statement, row.author)


def _basis(row: Any, _: Circumstances) -> None:
    provenance.check_opinion_has("basis", row.statement, row.basis)


STATEMENT = Column("statement", fields.choice(Statement), "fact or opinion (SG-27).", check=_fact_or_opinion)
AUTHOR = Column("author", fields.short, "Whose opinion it is; needed for an opinion (SG-27).", required=False)
BASIS = Column("basis", fields.free, "What the opinion rests on; needed for an opinion (SG-27).", required=False)

SIGNED = (
    Rule(("author", "statement"), _author, "An opinion gives its `author` (SG-27)."),
    Rule(("basis", "statement"), _basis, "An opinion gives its `basis` (SG-27)."),
)


def scanned(name: str) -> Rule:
    """The rule that a free text carries nothing that SG-07 keeps out."""

    def check(row: Any, _: Circumstances) -> None:
        text.check_free_text(getattr(row, name))

    return Rule((name,), check, f"`{name}` names no social media, music, appearance, nationality or faith (SG-07).")
