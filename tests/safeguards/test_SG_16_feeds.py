"""SG-16: an offence code without a weight does not come in, and never gets a default."""

from pathlib import Path

import pytest

from evenhand.evidence.feeds.reading import Reason, Unusable, open_feed
from evenhand.evidence.vocabulary import Feed
from faults import TODAY, good, write


def reasons(folder: Path, code: str, known: frozenset[str] | None) -> tuple[Reason, ...]:
    path = write(folder / "events.csv", [good(Feed.EVENTS, offence_code=code)])
    [record] = open_feed(path, today=TODAY, known_offences=known)
    return record.reasons if isinstance(record, Unusable) else ()


def test_quarantines_a_code_that_the_instrument_does_not_know_and_names_it(tmp_path: Path) -> None:
    [reason] = reasons(tmp_path, "8N", frozenset({"5D"}))
    assert (reason.column, reason.safeguard) == ("offence_code", "SG-16")
    assert "8N has no weight" in reason.text


def test_knows_nothing_where_the_instrument_is_empty(tmp_path: Path) -> None:
    assert reasons(tmp_path, "8N", frozenset())


def test_allows_a_code_that_has_a_weight(tmp_path: Path) -> None:
    assert reasons(tmp_path, "8N", frozenset({"8N"})) == ()


@pytest.mark.parametrize("code", ["", "assault", "8n", "0", "1000", "8N;5D", "5 D"])
def test_quarantines_what_cannot_be_a_code(tmp_path: Path, code: str) -> None:
    [reason] = reasons(tmp_path, code, None)
    assert (reason.column, reason.safeguard) == ("offence_code", "SG-16")


@pytest.mark.parametrize("code", ["1", "5D", "8N", "105A", "34B", "4.1", "37/1"])
def test_allows_codes_as_they_are_written(tmp_path: Path, code: str) -> None:
    assert reasons(tmp_path, code, None) == ()
