"""That an inspection shows groups and no people: a column that tells one person apart is not compared by (SG-62)."""

from evenhand.inspection.extract import TABLE, Attribute, Extract, Role
from evenhand.inspection.mapping import Mapping
from evenhand.safeguards import Refused, upholds

# What tells somebody apart by itself. A birth date and an area may be compared by: in bands, and as places.
TELLS_APART = (Role.PERSON, Role.NAME, Role.POSTCODE)
INSTEAD = "Take it out of the mapping's attributes; a check can still use it under [columns]."


@upholds("SG-62")
def check_mapping(mapping: Mapping) -> None:
    """Refuse to compare by a column that the mapping itself says is a name, a reference or an address."""
    telling = {mapping.columns[role]: role for role in TELLS_APART if role in mapping.columns}
    for attribute in mapping.attributes:
        if attribute.column in telling and not attribute.bands:
            role = telling[attribute.column]
            raise Refused(
                "SG-62",
                f"The attribute {attribute.name!r} is the column {attribute.column!r}, which the mapping calls the "
                f"{role} of a person: a report by it would show people and not groups.",
                INSTEAD,
            )


@upholds("SG-62")
def check_groups(extract: Extract) -> None:
    """Refuse an attribute whose values are people: many of them, and hardly any shared by two rows."""
    for attribute in extract.attributes:
        if extract.single and len(attribute.groups) > MANY and _typical(extract, attribute) <= 1:
            raise Refused(
                "SG-62",
                f"The attribute {attribute.name!r} has {len(attribute.groups)} values, and most stand for one row: a "
                "report by it would show people and not groups.",
                INSTEAD,
            )


MANY = 20


def _typical(extract: Extract, attribute: Attribute) -> float:
    """The median number of rows of a value."""
    query = f'SELECT median(n) FROM (SELECT count(*) AS n FROM {TABLE} GROUP BY "{attribute.column}")'
    row = extract.connection.execute(query).fetchone()
    return float(row[0]) if row and row[0] is not None else 0.0
