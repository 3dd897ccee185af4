"""SG-08: there is no column for a gang, a group or associates."""

from pathlib import Path

import pytest

from evenhand.evidence.feeds import columns
from evenhand.evidence.feeds.reading import Unusable, open_feed
from evenhand.evidence.vocabulary import Feed
from evenhand.safeguards import Refused
from faults import TODAY, good, write


@pytest.mark.parametrize(
    "name", ["gang", "GangName", "group", "group_affiliation", "associates", "known_associates", "linked_to", "crew"]
)
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_refuses_a_file_with_a_column_for_it(tmp_path: Path, name: str, form: str) -> None:
    path = write(tmp_path / f"people.{form}", [{**good(Feed.PEOPLE), name: "x"}])
    with pytest.raises(Refused) as caught:
        open_feed(path, today=TODAY)
    assert caught.value.safeguard == "SG-08"
    assert name in caught.value.because


def test_refuses_such_a_key_on_any_line_of_json(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [good(Feed.STATUS), {**good(Feed.STATUS), "associates": "x"}])
    _, record = open_feed(path, today=TODAY)
    assert isinstance(record, Unusable)
    assert [(reason.column, reason.safeguard) for reason in record.reasons] == [("associates", "SG-08")]


def test_allows_columns_whose_names_only_resemble_such_ones() -> None:
    columns.check_association_columns(["offset", "settled_on", "reference", "grouping_none"])
