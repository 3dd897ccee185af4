"""The register's own months: from the published figures, as a table and a picture, for those who watch over it."""

from datetime import UTC, datetime

import pytest
from entering import text
from officers import harmed, officer

import world
from evenhand.register import clock
from evenhand.register.actions import scoring
from evenhand.register.reads import figures


def publish(register, *days: str) -> None:
    """Publish figures on some days."""
    for day in days:
        with clock.set_to(datetime.fromisoformat(day).replace(tzinfo=UTC)):
            scoring.score_everybody(by=register.account("register"), as_at=clock.today())
            figures.publish(as_at=clock.today(), by=register.account("register"))


def test_the_last_publication_of_each_month_is_shown_as_a_table_and_a_picture(register, tmp_path):
    with clock.set_to(datetime(2026, 9, 1, tzinfo=UTC)):
        world.adopt_papers(register.account("owner"), register.account("dpo"), clock.today())
    publish(register, "2026-09-01T12:00", "2026-10-01T12:00")
    with clock.set_to(datetime(2026, 10, 30, 12, tzinfo=UTC)):
        harmed(register, tmp_path)
        register.load(tmp_path, "listings", {})
    publish(register, "2026-10-31T12:00")
    shown = text(officer(register, "dpo").get("/oversight/months"))
    assert '<desc id="months-desc">Entries: Sep 2026 0, Oct 2026 1.' in shown
    assert [day in shown for day in ("1 September 2026", "31 October 2026", ">1 October 2026")] == [
        True,
        True,
        False,
    ]
    assert 'href="/oversight/months"' in text(officer(register, "dpo").get("/oversight"))


def test_nothing_published_is_said(register):
    assert "No figures have been published yet." in text(officer(register, "owner").get("/oversight/months"))


@pytest.mark.parametrize("username", ["analyst", "reviewer", "records"])
def test_it_is_for_those_who_watch_over_the_register(register, username):
    assert officer(register, username).get("/oversight/months").status_code == 403
