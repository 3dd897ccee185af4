"""Equality data of a person's record: typed, and kept apart. Only the register may import this file (SG-41).

The reader of the people feed hands the bare texts on and knows none of these codes, so that no rule, score or page
in this room can come to depend on them.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from evenhand.evidence.tables import read_table


class EthnicityBasis(StrEnum):
    """Who said so. The two are different variables and are never added up without a warning."""

    SELF = "self"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class EthnicityCode:
    """One code: its title, and the broad group it is counted in."""

    code: str
    title: str
    group: str
    verified: bool


@dataclass(frozen=True, slots=True)
class EqualityRow:
    """Equality data of one source record; None where the source gives none."""

    source: str
    reference: str
    ethnicity: str | None
    ethnicity_basis: EthnicityBasis | None
    sex: str | None


@cache
def ethnicity_codes(basis: EthnicityBasis) -> dict[str, EthnicityCode]:
    """The codes of one variable: self-defined (16+1 with the additions of 18+1) or officer-defined (6+1)."""
    rows = read_table("ethnicity")[basis.value]["code"]
    return {row["code"]: EthnicityCode(row["code"], row["title"], row["group"], row["verified"]) for row in rows}


def equality_row(source: str, reference: str, equality: tuple[str, str, str]) -> EqualityRow:
    """The typed row of what a people record gives as (ethnicity, ethnicity_basis, sex).

    Raises ValueError for a code that is not in tables/ethnicity.toml, or an ethnicity without its basis.
    """
    ethnicity, basis_text, sex = equality
    basis = EthnicityBasis(basis_text) if basis_text else None
    if bool(ethnicity) != (basis is not None):
        raise ValueError("Ethnicity and who said so (ethnicity_basis) are given together or not at all.")
    if basis and ethnicity not in ethnicity_codes(basis):
        codes = ", ".join(ethnicity_codes(basis))
        raise ValueError(f"The ethnicity code is none of the {basis}-defined codes: {codes}.")
    if sex and sex not in read_table("ethnicity")["sex"]["codes"]:
        raise ValueError(f"The sex code is none of {', '.join(read_table('ethnicity')['sex']['codes'])}.")
    return EqualityRow(source, reference, ethnicity or None, basis, sex or None)
