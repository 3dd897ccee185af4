"""Writing small feed files for tests: each row needs only what the test is about."""

import csv
import itertools
from pathlib import Path

SPECIMENS: dict[str, dict[str, object]] = {
    "people": {
        "given_names": "Avric", "family_name": "Braxaby", "born_on": "1998-05-17", "address_line": "", "postcode": "",
        "area": "OST", "pnc_id": "", "cro_number": "", "prison_number": "", "ethnicity": "", "ethnicity_basis": "",
        "sex": "",
    },
    "events": {
        "person_reference": "P1", "role": "convicted", "offence_code": "34B", "occurred_on": "2026-06-01",
        "outcome_type": "1", "court_result": "convicted", "evidential_test": "", "origin": "",
        "recorded_on": "2026-06-20", "source_document": "FX-CR-1",
    },
    "corrections": {
        "event_reference": "E1", "correction": "acquitted", "decided_on": "2026-09-01", "source_document": "FX-CO-1",
    },
    "intelligence": {
        "person_reference": "P1", "source_grade": "1", "assessment_grade": "A", "handling_code": "P",
        "handling_conditions": "", "origin": "OFFICER-1", "source_document": "FX-IN-1", "collected_on": "2026-08-01",
        "currency": "current", "statement": "fact", "author": "", "basis": "", "content": "Was seen with a knife.",
    },
    "referrals": {
        "person_reference": "P1", "body": "school", "made_on": "2026-08-01", "statement": "fact", "author": "",
        "basis": "", "concern": "Is afraid to walk home.", "source_document": "FX-RF-1",
    },
    "status": {
        "person_reference": "P1", "status": "died", "effective_on": "2026-10-01", "source_document": "FX-ST-1",
    },
    "listings": {
        "person_reference": "P1", "listed_on": "2024-03-01", "band": "amber", "basis": "Unit meeting",
        "last_reviewed_on": "", "area": "OST",
    },
}  # fmt: skip
LETTERS = {"people": "P", "events": "E", "corrections": "C", "intelligence": "I", "referrals": "R", "status": "S",
           "listings": "L"}  # fmt: skip
_numbers = itertools.count(1)


def row(feed: str, number: int, **given: object) -> dict[str, object]:
    """One row of a feed: the specimen's values where the test gives none. Each event has an origin of its own."""
    letter = LETTERS[feed]
    filled = {"source": "NMP-CRIME", "reference": f"{letter}{number}", "version": 1, **SPECIMENS[feed], **given}
    if feed == "events" and not filled["origin"]:
        filled["origin"] = f"INC-{filled['reference']}"
    return filled


def write_feed(folder: Path, feed: str, rows: tuple[dict[str, object], ...]) -> Path:
    """A CSV file of that feed with these rows, numbered in order where they have no reference."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{feed}-{next(_numbers)}.csv"
    filled = [row(feed, number, **given) for number, given in enumerate(rows, start=1)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(filled[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(filled)
    return path
