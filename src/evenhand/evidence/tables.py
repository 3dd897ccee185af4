"""The dated tables of this room: every number and word list that is policy or law lives there, none in code."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_table(name: str) -> dict[str, Any]:
    """The table `tables/<name>.toml` as a dictionary; read once."""
    return tomllib.loads(files("evenhand.evidence").joinpath("tables", f"{name}.toml").read_text(encoding="utf-8"))
