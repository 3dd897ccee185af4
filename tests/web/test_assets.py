"""The design system's stylesheet: the pinned one, or none."""

import hashlib
import subprocess
from pathlib import Path

import pytest

from evenhand.web import assets

STYLESHEET = b"@font-face{font-family:GDS Transport;src:url(x)}body{font-family:GDS Transport,arial,sans-serif}"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout of its own, where npm brings STYLESHEET and the digest of that is pinned."""
    pinned, folder = tmp_path / "frontend", tmp_path / "static"
    pinned.mkdir()
    for name in ("package.json", "package-lock.json"):
        (pinned / name).write_text("{}")
    (pinned / "SHA256SUMS").write_text(f"{hashlib.sha256(STYLESHEET).hexdigest()}  govuk-frontend.min.css\n")
    monkeypatch.setattr(assets, "_PINNED", pinned)
    monkeypatch.setattr(assets, "_FOLDER", folder)
    monkeypatch.setattr(assets, "_npm", lambda: ["npm"])
    return tmp_path


@pytest.fixture
def npm(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every call of npm, which brings STYLESHEET."""
    calls: list[list[str]] = []

    def run(command: list[str], *, cwd: Path, **_: object) -> subprocess.CompletedProcess[bytes]:
        calls.append(command)
        brought = cwd / "node_modules" / "govuk-frontend" / "dist" / "govuk"
        brought.mkdir(parents=True)
        (brought / "govuk-frontend.min.css").write_bytes(STYLESHEET)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return calls


def test_fetches_once_without_running_any_script(place, npm):
    said: list[str] = []
    assert not assets.there()
    assert assets.fetch(said.append)
    assert assets.fetch(said.append)
    assert len(npm) == len(said) == 1
    assert "--ignore-scripts" in npm[0]


def test_takes_the_stylesheet_without_the_typeface(place, npm):
    assets.fetch(print)
    made = (place / "static" / "govuk-frontend.min.css").read_text()
    assert made == "body{font-family:arial,sans-serif}"


def test_fetches_again_when_another_one_is_pinned(place, npm, monkeypatch):
    assets.fetch(print)
    (place / "static" / "made-from").write_text("of an earlier one")
    assert assets.fetch(print)
    assert len(npm) == 2


def test_refuses_what_is_not_the_pinned_one(place, npm):
    (place / "frontend" / "SHA256SUMS").write_text(f"{'0' * 64}  govuk-frontend.min.css\n")
    said: list[str] = []
    assert not assets.fetch(said.append)
    assert "not what was expected" in said[-1]
    assert not assets.there()


def test_goes_on_with_one_line_when_it_cannot_be_had(place, monkeypatch):
    failed = subprocess.CompletedProcess([], 1)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failed)
    said: list[str] = []
    assert not assets.fetch(said.append)
    assert said[1:] == [
        "The design system's stylesheet was not fetched (npm could not get it: is there a network?). "
        "The pages use a plain one instead."
    ]


def test_goes_on_where_there_is_no_checkout(place, monkeypatch):
    monkeypatch.setattr(assets, "_PINNED", place / "nothing")
    said: list[str] = []
    assert not assets.fetch(said.append)
    assert len(said) == 1


def test_uses_the_wheels_npm_where_the_machine_has_none(tmp_path, monkeypatch):
    uv = tmp_path / "uv"
    uv.write_text("")
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setenv("EVENHAND_UV", str(uv))
    command = assets._npm()
    assert command[0] == str(uv)
    assert command[-1] == "npm"
    assert "--locked" in command


def test_pages_use_the_plain_stylesheet_until_the_other_is_there(place, npm):
    from django.template.loader import render_to_string

    def sheets() -> str:
        return render_to_string("errors/fault.html")

    assert "plain.css" in sheets()
    assets.fetch(print)
    assert "plain.css" not in sheets()
    assert "govuk/govuk-frontend.min.css" in sheets()
