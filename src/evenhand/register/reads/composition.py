"""Who is on the register by recorded ethnicity, in counts alone: all that the statistics role can ask for (SG-41)."""

from collections import Counter

from django.db import connections

from evenhand.evidence.tables import read_table

BASIS = "officer"
_COUNTS = "SELECT ethnicity, sum(people)::int FROM equality.composition() WHERE ethnicity_basis = %s GROUP BY 1"


def by_group() -> dict[str, int]:
    """How many people with an open entry are in each group, as officers recorded it; whom none recorded is left out."""
    groups = {one["code"]: one["group"] for one in read_table("ethnicity")[BASIS]["code"]}
    with connections["statistics"].cursor() as cursor:
        cursor.execute(_COUNTS, [BASIS])
        counts = Counter(dict.fromkeys(groups.values(), 0))
        for code, people in cursor.fetchall():
            counts[groups.get(code, "Not stated")] += people
    return dict(sorted(counts.items()))
