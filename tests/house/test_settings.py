"""The rules that the tools hold: import contracts, strict types, and nothing of one machine in the files."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from checkout import CHECKOUT, ROOMS, files, settings

WITH_DJANGO = {"register", "web", "cli"}
# Put together here, so that this file is not found by its own search.
REGISTRIES = ["pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "registry." + "yarnpkg"]
HOMES = re.compile(r"/(?:home|Users)/\w+/|/ro" + r"ot/")
PICTURES = {".png", ".ico", ".woff2", ".parquet"}


def contents() -> Iterator[tuple[str, str]]:
    """Every text file of the project: its name and its text."""
    for path in files():
        if path.suffix not in PICTURES:
            yield str(path.relative_to(CHECKOUT)), path.read_text(encoding="utf-8")


def test_import_contracts_are_kept() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=CHECKOUT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_layers_name_every_room() -> None:
    layers = next(one for one in settings()["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    assert layers["exhaustive"] is True
    assert sorted(room.strip() for layer in layers["layers"] for room in layer.split("|")) == ROOMS


def test_pure_rooms_are_typed_strictly_and_know_no_django() -> None:
    pure = {room for room in ROOMS if room not in WITH_DJANGO}
    overrides = settings()["tool"]["mypy"]["overrides"]
    strict = {module for one in overrides if one.get("strict") for module in one["module"]}
    assert strict == {f"evenhand.{room}.*" for room in pure}
    named = "The pure rooms know no Django"
    contract = next(one for one in settings()["tool"]["importlinter"]["contracts"] if one["name"] == named)
    assert set(contract["source_modules"]) == {f"evenhand.{room}" for room in pure}
    assert "django" in contract["forbidden_modules"]


def test_warnings_are_errors() -> None:
    assert settings()["tool"]["pytest"]["ini_options"]["filterwarnings"] == ["error"]


def test_no_file_names_a_path_of_one_machine() -> None:
    found = [name for name, text in contents() if f"{CHECKOUT}/" in text or HOMES.search(text)]
    assert found == []


def test_no_file_but_the_lock_names_a_registry() -> None:
    found = [name for name, text in contents() if name != "uv.lock" and any(host in text for host in REGISTRIES)]
    assert found == []
