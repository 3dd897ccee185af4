"""SG-07: no social media, music, appearance, tattoos, nationality or faith, as a column or in free text."""

from pathlib import Path

import pytest

from evenhand.evidence.feeds import columns, text
from evenhand.evidence.feeds.reading import Unusable, open_feed
from evenhand.evidence.vocabulary import Feed
from evenhand.safeguards import Refused
from faults import TODAY, good, write

FORBIDDEN = (
    "instagram",
    "Instagram_Handle",
    "snapChatName",
    "TikTok",
    "social-media",
    "x_handle",
    "followers",
    "music",
    "drill",
    "favourite_music",
    "rap_name",
    "appearance",
    "skin_colour",
    "photo",
    "tattoos",
    "tattoo_text",
    "nationality",
    "immigration_status",
    "country_of_birth",
    "faith",
    "religion",
)


@pytest.mark.parametrize("name", FORBIDDEN)
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_refuses_a_file_with_a_forbidden_column_and_gives_the_reason(tmp_path: Path, name: str, form: str) -> None:
    path = write(tmp_path / f"people.{form}", [{**good(Feed.PEOPLE), name: "x"}])
    with pytest.raises(Refused) as caught:
        open_feed(path, today=TODAY)
    assert caught.value.safeguard == "SG-07"
    assert name in caught.value.because
    assert "nothing of this file was loaded" in caught.value.instead


@pytest.mark.parametrize(
    "said",
    [
        "Posts as @invented.person every night.",
        "See his Instagram.",
        "Seen in a drill-video last week.",
        "Writes DRILL  MUSIC.",
        "Has a tattoo on the hand.",
        "Nationality not known.",
        "Talks about religion.",
    ],
)
@pytest.mark.parametrize("column", ["content", "basis", "handling_conditions"])
def test_quarantines_a_row_whose_free_text_says_it(tmp_path: Path, said: str, column: str) -> None:
    row = good(Feed.INTELLIGENCE, statement="opinion", author="PC Tave", basis="Two talks.")
    path = write(tmp_path / "intelligence.csv", [{**row, column: said}])
    [record] = open_feed(path, today=TODAY)
    assert isinstance(record, Unusable)
    assert [(reason.column, reason.safeguard) for reason in record.reasons] == [(column, "SG-07")]


@pytest.mark.parametrize("feed", [Feed.REFERRALS, Feed.LISTINGS])
def test_quarantines_it_in_the_other_feeds_with_free_text(tmp_path: Path, feed: Feed) -> None:
    [record] = open_feed(write(tmp_path / "a.csv", [good(feed, basis="Makes drill music.")]), today=TODAY)
    assert isinstance(record, Unusable)
    assert record.reasons[0].safeguard == "SG-07"


@pytest.mark.parametrize(
    "said",
    [
        "Attacked him with a cordless drill taken from the van.",
        "Fire drill at the school; a knife was found.",
        "Wrapped the knife in a towel. Rapid response attended.",
        "Wrote to a.person@example.invalid and asked for help.",
        "Threatened his brother Christian outside the church hall.",
        "Handled the knife. Scraped his face.",
        "Met at 5 @ the station.",
    ],
)
def test_allows_ordinary_reports_of_violence(said: str) -> None:
    text.check_free_text(said)


def test_allows_columns_whose_names_only_resemble_forbidden_ones() -> None:
    columns.check_forbidden_columns(["handling_code", "snapshot_on", "wrapper", "surface", "reference", "statement"])


def test_refuses_a_forbidden_key_on_any_line_of_json(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", [good(Feed.STATUS), {**good(Feed.STATUS), "tiktok": "x"}])
    _, record = open_feed(path, today=TODAY)
    assert isinstance(record, Unusable)
    assert [(reason.column, reason.safeguard) for reason in record.reasons] == [("tiktok", "SG-07")]
