"""People: identifying details as one source knows them."""

from dataclasses import dataclass
from datetime import date

from evenhand.evidence import sanity
from evenhand.evidence.feeds import fields
from evenhand.evidence.feeds.spec import COMMON, Circumstances, Column, FeedSpec, Keyed, Rule
from evenhand.evidence.vocabulary import Feed


@dataclass(frozen=True, slots=True)
class PersonRow(Keyed):
    """One person as one source knows them; ethnicity and sex are not here (SG-41)."""

    given_names: str
    family_name: str
    born_on: date
    address_line: str | None
    postcode: str | None
    area: str
    pnc_id: str | None
    cro_number: str | None
    prison_number: str | None


# What is kept apart is not repeated in the reason why it cannot be used: reasons are kept with the row (SG-41).
def _code(text: str) -> str:
    if len(text) > fields.LONGEST_SHORT:
        raise ValueError(f"This is longer than {fields.LONGEST_SHORT} characters.")
    return text


def _basis(text: str) -> str:
    if text not in ("self", "officer"):
        raise ValueError("This must be one of self, officer.")
    return text


def _born(row: PersonRow, now: Circumstances) -> None:
    sanity.check_plausible_birth(row.born_on, now.today)


SPEC = FeedSpec(
    Feed.PEOPLE,
    PersonRow,
    "Who a source's records are about. Load it first: every other feed refers to these records.",
    (
        *COMMON,
        Column("given_names", fields.short, "All given names, separated by spaces."),
        Column("family_name", fields.short, "The family name."),
        Column("born_on", fields.day, "The date of birth."),
        Column("address_line", fields.short, "The address without its postcode.", required=False),
        Column("postcode", fields.short, "The postcode.", required=False),
        Column("area", fields.short, "The code of the area the person lives in."),
        Column("pnc_id", fields.short, "The Police National Computer identifier.", required=False),
        Column("cro_number", fields.short, "The Criminal Records Office number.", required=False),
        Column("prison_number", fields.short, "The prison number.", required=False),
        Column("ethnicity", _code, "The ethnicity code, for statistics only.", required=False, apart=True),
        Column(
            "ethnicity_basis",
            _basis,
            "Who said so: the person (`self`) or an officer (`officer`).",
            required=False,
            apart=True,
        ),
        Column("sex", _code, "The sex code, for statistics only.", required=False, apart=True),
    ),
    (Rule(("born_on",), _born, "`born_on` is not in the future and gives an age that a person can have."),),
)
