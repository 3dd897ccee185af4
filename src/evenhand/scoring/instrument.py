"""Load an instrument: one dated TOML file in `instruments/`, checked, immutable, known by its digest."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from evenhand.scoring import reading, soundness
from evenhand.scoring.reading import InstrumentError
from evenhand.scoring.rows import Band, Instrument, RecencyStep, Severity, Source, StandingWeight

__all__ = [
    "Band",
    "Instrument",
    "InstrumentError",
    "RecencyStep",
    "Severity",
    "Source",
    "StandingWeight",
    "available",
    "from_document",
    "load",
    "load_text",
]


def available() -> tuple[str, ...]:
    """The ids of the instruments that come with the package, oldest first by name."""
    folder = resources.files("evenhand.scoring") / "instruments"
    return tuple(sorted(Path(file.name).stem for file in folder.iterdir() if file.name.endswith(".toml")))


@cache
def load(instrument_id: str) -> Instrument:
    """The packaged instrument of that id. Raises InstrumentError if there is none or it is unsound."""
    if instrument_id not in available():
        raise InstrumentError(instrument_id, [f"there is no such instrument; there are {', '.join(available())}"])
    file = resources.files("evenhand.scoring") / "instruments" / f"{instrument_id}.toml"
    return load_text(file.read_text(encoding="utf-8"), where=file.name)


def load_text(text: str, where: str = "this text") -> Instrument:
    """An instrument from TOML text. Raises InstrumentError naming every problem found; `where` names the text."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InstrumentError(where, [f"it is not TOML: {error}"]) from error
    return from_document(document, where)


def from_document(document: Mapping[str, Any], where: str) -> Instrument:
    """An instrument from a parsed TOML document. Raises InstrumentError naming every problem found."""
    loaded = reading.read(document, where)
    found = soundness.problems(loaded)
    if found:
        raise InstrumentError(where, found)
    return loaded
