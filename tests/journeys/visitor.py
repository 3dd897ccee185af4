"""Somebody at a browser: signs in, chooses a purpose, looks; and every page is looked at by axe."""

import time
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import TOTP
from playwright.sync_api import Browser, Page

import world

WIDE, NARROW, TALL = 1280, 390, 1000


class Visitor:
    """One account at one browser. Without `scripts` the browser runs none; axe, which is one, cannot look then."""

    def __init__(self, browser: Browser, address: str, pictures: Path, *, scripts: bool = True) -> None:
        self.address, self.pictures, self.scripts = address, pictures, scripts
        self.context = browser.new_context(java_script_enabled=scripts, viewport={"width": WIDE, "height": TALL})
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []

    def go(self, path: str) -> None:
        """Open an address of ours."""
        self.page.goto(self.address + path)
        self.look()

    def sign_in(self, username: str, purpose: str = "Prevent serious violence") -> None:
        """With password, second factor and purpose, as anybody must."""
        self.go("/sign-in")
        self.page.get_by_label("Username").fill(username)
        self.page.get_by_label("Password", exact=True).fill(world.PASSWORD)
        self.press("Continue")
        totp = TOTP(bytes.fromhex(world.SECOND_FACTOR))
        totp.time = time.time()
        self.page.locator("input[name=code]").fill(f"{totp.token():06d}")
        self.press("Continue")
        self.page.get_by_label(purpose, exact=True).check()
        self.press("Continue")

    def press(self, words: str) -> None:
        """Press the first button whose name begins so."""
        self.page.get_by_role("button", name=words).first.click()
        self.look()

    def follow(self, words: str) -> None:
        """Follow the first link whose name has these words."""
        self.page.get_by_role("link", name=words).first.click()
        self.look()

    def says(self, words: str) -> bool:
        """Whether the page says this."""
        return words in self.page.locator("body").inner_text()

    def look(self) -> None:
        """Note what axe finds wrong with this page, at both widths, and whether it scrolls sideways."""
        if not self.scripts:
            return
        self.page.wait_for_load_state()
        for width in (NARROW, WIDE):
            self.page.set_viewport_size({"width": width, "height": TALL})
            found = Axe().run(self.page).response["violations"]
            self.faults += [f"{self.page.url} at {width}: {one['id']}: {one['help']}" for one in found]
            if self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
                self.faults.append(f"{self.page.url} at {width}: it scrolls sideways")
        if self.page.locator("script").count():
            self.faults.append(f"{self.page.url}: it has a script")

    def picture(self, name: str, at: str = "h1") -> None:
        """Keep a picture of what stands at `at` on this page, for the README."""
        self.page.locator(at).first.evaluate("place => place.scrollIntoView()")
        self.page.screenshot(path=self.pictures / f"{name}.png")
        self.page.locator("h1").first.evaluate("() => window.scrollTo(0, 0)")
