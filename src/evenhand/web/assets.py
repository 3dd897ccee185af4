"""The stylesheet of the GOV.UK Design System: fetched once at set-up, checked by digest, never committed.

The pages can be used without it (static/plain.css). The typeface GDS Transport and the crown are for GOV.UK alone, so
neither is taken.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]
_PINNED = _CHECKOUT / "frontend"  # package.json, package-lock.json, SHA256SUMS
_FOLDER = Path(__file__).resolve().parent / "static" / "govuk"
_STYLESHEET = "govuk-frontend.min.css"
_AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
_LIMIT_SECONDS = 120


class _NotFetched(Exception):
    """Why the stylesheet could not be had, in half a sentence."""


def there() -> bool:
    """Whether the stylesheet has been fetched."""
    return (_FOLDER / _STYLESHEET).is_file()


def fetch(say: Callable[[str], None]) -> bool:
    """Fetch the stylesheet unless the right one is there already; give whether it is there now.

    `say` gets one line when something was done or could not be done.
    """
    try:
        if _is_current(_pinned_digest()):
            return True
        say("Fetching the design system's stylesheet (once).")
        with tempfile.TemporaryDirectory() as place:
            _put(_downloaded(Path(place)))
    except (_NotFetched, OSError) as trouble:
        say(f"The design system's stylesheet was not fetched ({trouble}). The pages use a plain one instead.")
        return there()
    return True


def _is_current(pinned: str) -> bool:
    # The digest of what was fetched is kept beside what was made of it.
    mark = _FOLDER / "made-from"
    return there() and mark.is_file() and mark.read_text(encoding="utf-8") == pinned


def _pinned_digest() -> str:
    sums = _PINNED / "SHA256SUMS"
    if not sums.is_file():
        raise _NotFetched("this is not a checkout of the project")
    return sums.read_text(encoding="utf-8").split()[0]


def _downloaded(place: Path) -> str:
    """The stylesheet's text, as npm brought it, after its digest was checked."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(_PINNED / name, place)
    quietly = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--fetch-retries=0")
    command = [*_npm(), "ci", *quietly, "--prefix", str(place)]
    try:
        done = subprocess.run(  # noqa: S603 - our own command line
            command, cwd=place, env=_environment(), capture_output=True, timeout=_LIMIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise _NotFetched("it took too long") from None
    fetched = place / "node_modules" / "govuk-frontend" / "dist" / "govuk" / _STYLESHEET
    if done.returncode or not fetched.is_file():
        raise _NotFetched("npm could not get it: is there a network?")
    content = fetched.read_bytes()
    if hashlib.sha256(content).hexdigest() != _pinned_digest():
        raise _NotFetched("what came is not what was expected")
    return content.decode("utf-8")


def _environment() -> dict[str, str]:
    """Ours; with the machine's own list of authorities (a workplace often adds one), as `eh` sets uv up."""
    if not _AUTHORITIES.is_file():
        return dict(os.environ)
    return {"NODE_EXTRA_CA_CERTS": str(_AUTHORITIES), "UV_SYSTEM_CERTS": "true"} | os.environ


def _npm() -> list[str]:
    """The machine's npm; else the one in the wheel that uv.lock pins, in an environment of its own."""
    if npm := shutil.which("npm"):
        return [npm]
    uv = os.environ.get("EVENHAND_UV") or shutil.which("uv") or str(_CHECKOUT / ".uv" / "tool" / "bin" / "uv")
    if not Path(uv).is_file():
        raise _NotFetched("there is no npm")
    only_node = [
        "--isolated",
        "--only-group",
        "node",
        "--locked",
        "--no-progress",
        "--project",
        str(_CHECKOUT),
        "--python",
        sys.executable,
    ]
    return [uv, "run", *only_node, "npm"]


def _put(stylesheet: str) -> None:
    own = re.sub(r"@font-face\{[^}]*\}", "", stylesheet).replace("GDS Transport,arial", "arial")
    _FOLDER.mkdir(parents=True, exist_ok=True)
    draft = _FOLDER / f"{_STYLESHEET}.draft"
    draft.write_text(own, encoding="utf-8")
    draft.replace(_FOLDER / _STYLESHEET)
    (_FOLDER / "made-from").write_text(_pinned_digest(), encoding="utf-8")
