"""The page of an inspection in a browser: axe finds nothing, at both widths, and nothing runs off the screen."""

import sys
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "pure" / "inspection"))

import inspected_lists

from evenhand.inspection.report import files

LISTS = {"whole": inspected_lists.whole, "bare": inspected_lists.bare}


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", sorted(LISTS))
def test_an_inspection_can_be_read_by_everybody(browser: Browser, tmp_path: Path, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 1000})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(files.write(LISTS[name](), tmp_path, name)[0].as_uri())
    found = Axe().run(page).response
    assert [(one["id"], one["help"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert len(found["passes"]) > 15
    assert not page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert said == []
    page.close()
