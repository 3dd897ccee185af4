"""What anybody can read, in a browser, without signing in."""

from pathlib import Path

from playwright.sync_api import Browser
from visitor import Visitor

from registered import Register

PAGES = ("/", "/about", "/safeguards", "/policy", "/instrument", "/figures", "/figures/groups", "/sign-in")


def test_the_public_pages_have_no_accessibility_fault(
    register: Register, browser: Browser, pages: str, pictures: Path
) -> None:
    anybody = Visitor(browser, pages, pictures)
    for path in PAGES:
        anybody.go(path)
    anybody.go("/instrument")
    anybody.picture("instrument")
    assert anybody.faults == []


def test_anybody_can_see_the_points_that_invented_events_would_make(
    register: Register, browser: Browser, pages: str, pictures: Path
) -> None:
    anybody = Visitor(browser, pages, pictures, scripts=False)
    anybody.go("/instrument")
    anybody.page.get_by_label("What happened").first.select_option("34B")
    anybody.page.get_by_label("How far it is established").first.select_option("convicted")
    anybody.page.get_by_label("When").first.fill("2026-10-01")
    anybody.press("Show the points")
    assert anybody.says("365 points")
