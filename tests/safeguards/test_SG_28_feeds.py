"""SG-28: an intelligence item carries its grade, its source document, its collection date and its currency."""

from pathlib import Path

import pytest

from evenhand.evidence.feeds.reading import Unusable, open_feed
from evenhand.evidence.vocabulary import Feed
from faults import TODAY, good, write

PROVENANCE = ("source_grade", "assessment_grade", "handling_code", "source_document", "collected_on", "currency")


def found(folder: Path, **changes: str) -> list[tuple[str | None, str | None]]:
    path = write(folder / "intelligence.csv", [good(Feed.INTELLIGENCE, **changes)])
    [record] = open_feed(path, today=TODAY)
    return [(reason.column, reason.safeguard) for reason in record.reasons] if isinstance(record, Unusable) else []


@pytest.mark.parametrize("column", PROVENANCE)
def test_refuses_an_item_without_any_one_part_of_it(tmp_path: Path, column: str) -> None:
    assert found(tmp_path, **{column: ""}) == [(column, "SG-28")]


def test_names_every_part_that_is_missing(tmp_path: Path) -> None:
    assert found(tmp_path, **dict.fromkeys(PROVENANCE, "")) == [(column, "SG-28") for column in PROVENANCE]


def test_refuses_conditional_handling_without_its_conditions(tmp_path: Path) -> None:
    assert found(tmp_path, handling_code="C") == [("handling_conditions", "SG-28")]
    assert found(tmp_path, handling_code="C", handling_conditions="Ask the source's owner first.") == []


def test_allows_an_item_that_has_it_all(tmp_path: Path) -> None:
    assert found(tmp_path) == []
