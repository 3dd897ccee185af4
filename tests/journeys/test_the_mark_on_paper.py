"""A page that is printed names on every sheet the account that it was made for."""

from pathlib import Path

from playwright.sync_api import Browser
from visitor import Visitor


def test_the_mark_is_at_the_foot_of_every_sheet(pages: str, browser: Browser, pictures: Path) -> None:
    analyst = Visitor(browser, pages, pictures)
    analyst.sign_in("analyst")
    analyst.go("/register")
    foot, mark = analyst.page.locator("footer"), analyst.page.locator(".eh-mark")
    assert mark.inner_text().startswith("Made for Analyst, Ostmere (account ")
    analyst.page.emulate_media(media="print")
    # A browser prints the foot of a table on every sheet that the table is on, and here the table is the page.
    style = "one => [getComputedStyle(one).display, getComputedStyle(one).breakInside]"
    assert foot.evaluate(style) == ["table-footer-group", "avoid"]
    assert analyst.page.locator("body").evaluate(style)[0] == "table"
    assert mark.is_visible()
    assert analyst.faults == []
