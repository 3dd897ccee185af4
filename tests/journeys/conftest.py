"""Stories in a real browser, on real pages, on a register of their own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from registered import Register, register, template  # noqa: F401 - fixtures

# Playwright runs a loop in this thread, and Django would take that for an asynchronous page.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# Nothing of its own does it look up on the network.
QUIET = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync")  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here drives a browser."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one, `./eh test` leaves these tests out and says so."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture
def pictures(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where pictures go: to the README's with --screenshots, otherwise nowhere that lasts."""
    return DOCUMENTED if request.config.getoption("--screenshots") else tmp_path


@pytest.fixture
def pages(register: Register) -> Iterator[str]:  # noqa: F811
    """The address of the pages, served as they are in earnest, on this test's own database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--blocking-threads", "2", "--log-level", "error", "evenhand.web.wsgi:application",
    ]  # fmt: skip
    environment = os.environ | {"EVENHAND_DATABASE": register.database}
    serving = subprocess.Popen(command, env=environment, start_new_session=True)
    address = f"http://localhost:{port}"
    try:
        _wait_for(f"{address}/healthz")
        yield address
    finally:
        serving.terminate()
        serving.wait()


def _wait_for(url: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
