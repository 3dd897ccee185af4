"""The files of the county and the columns of their rows, as the feeds' format has them."""

from dataclasses import dataclass

from evenhand.evidence.vocabulary import Feed

COMMON = ("source", "reference", "version")
SAID = ("statement", "author", "basis")

COLUMNS: dict[Feed, tuple[str, ...]] = {
    Feed.PEOPLE: (
        *COMMON,
        *("given_names", "family_name", "born_on", "address_line", "postcode", "area"),
        *("pnc_id", "cro_number", "prison_number", "ethnicity", "ethnicity_basis", "sex"),
    ),
    Feed.EVENTS: (
        *COMMON,
        *("person_reference", "role", "offence_code", "occurred_on", "outcome_type", "court_result"),
        *("evidential_test", "origin", "source_document", "recorded_on"),
    ),
    Feed.CORRECTIONS: (*COMMON, "event_reference", "correction", "decided_on", "source_document"),
    Feed.INTELLIGENCE: (
        *COMMON,
        *("person_reference", "source_grade", "assessment_grade", "handling_code", "handling_conditions"),
        *("origin", "source_document", "collected_on", "currency", *SAID, "content"),
    ),
    Feed.REFERRALS: (*COMMON, "person_reference", "body", "made_on", *SAID, "concern", "source_document"),
    Feed.STATUS: (*COMMON, "person_reference", "status", "effective_on", "source_document"),
    Feed.LISTINGS: (*COMMON, "person_reference", "listed_on", "band", "basis", "last_reviewed_on", "area"),
}


@dataclass(frozen=True, slots=True)
class FileSpec:
    """One file: its name, what it holds, and whether bad rows are put into it."""

    name: str
    feed: Feed
    faulty: bool


# In the order in which they are loaded. One file of each feed carries the bad rows.
FILES: dict[str, FileSpec] = {
    "people_crime": FileSpec("people-crime.csv", Feed.PEOPLE, faulty=True),
    "people_custody": FileSpec("people-custody.csv", Feed.PEOPLE, faulty=False),
    "people_intelligence": FileSpec("people-intelligence.csv", Feed.PEOPLE, faulty=False),
    "people_partners": FileSpec("people-partners.csv", Feed.PEOPLE, faulty=False),
    "events_crime": FileSpec("events-crime.csv", Feed.EVENTS, faulty=True),
    "events_safety": FileSpec("events-community-safety.csv", Feed.EVENTS, faulty=False),
    "corrections": FileSpec("corrections-crime.csv", Feed.CORRECTIONS, faulty=True),
    "intelligence": FileSpec("intelligence.jsonl", Feed.INTELLIGENCE, faulty=True),
    "referrals": FileSpec("referrals.csv", Feed.REFERRALS, faulty=True),
    "status": FileSpec("status.parquet", Feed.STATUS, faulty=True),
    "listings": FileSpec("listings-inherited.csv", Feed.LISTINGS, faulty=True),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row for one file. `plants` are the counted things it makes true; `fault` says it is bad, and how."""

    file: str
    values: tuple[str, ...]
    plants: tuple[str, ...] = ()
    fault: str = ""
