"""Import contracts proved by planting a forbidden import in a copy of the sources and looking at it there."""

import configparser
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from silencing import SILENT_CONTRACT

CHECKOUT = Path(__file__).resolve().parents[2]


def contract(name: str) -> dict[str, Any]:
    """The contract of this name as the project's settings hold it."""
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    [found] = [one for one in settings["tool"]["importlinter"]["contracts"] if one["name"] == name]
    return found


def checked(folder: Path, name: str, imports: Mapping[str, str]) -> str:
    """What the import linter says of a copy of the sources in which each module (a key) also imports another (its
    value). The contract is left out where this run is to do without it."""
    copy = folder / "src" / "evenhand"
    shutil.copytree(CHECKOUT / "src" / "evenhand", copy, ignore=_all_but_python)
    for module, imported in imports.items():
        planted = copy.joinpath(*module.split(".")[1:])
        planted = planted.with_suffix(".py") if planted.with_suffix(".py").exists() else planted / "planted.py"
        with planted.open("a", encoding="utf-8") as file:
            file.write(f"\nimport {imported}\n")
    _write_settings(folder / ".importlinter", contract(name))
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder / "src"), "NO_COLOR": "1", "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def _all_but_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not (name.endswith(".py") or (Path(folder) / name).is_dir())]


def _write_settings(path: Path, one: dict[str, Any]) -> None:
    written = configparser.ConfigParser()
    written["importlinter"] = {"root_package": "evenhand", "include_external_packages": "True"}
    written["importlinter:contract:other"] = {
        "name": "Nothing imports the tests",
        "type": "forbidden",
        "source_modules": "evenhand",
        "forbidden_modules": "pytest",
    }
    if os.environ.get(SILENT_CONTRACT) != one["name"]:
        written["importlinter:contract:proved"] = {
            key: "\n" + "\n".join(value) if isinstance(value, list) else str(value) for key, value in one.items()
        }
    with path.open("w", encoding="utf-8") as file:
        written.write(file)
