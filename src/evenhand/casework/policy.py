"""The numbers that decide, read from a dated file; a local setting may only tighten them (SG-61)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from evenhand.safeguards import Refused, upholds

CURRENT = "2026-11-23"


@dataclass(frozen=True, slots=True)
class Setting:
    """One number or list, with its reason and the way in which it may be tightened."""

    name: str
    value: int | tuple[str, ...]
    unit: str
    tighter: str  # higher | lower | fewer
    safeguard: str
    reason: str
    verified: bool
    floor_in_law: str = ""  # below which no policy could go, where the law sets one

    def is_tightened_by(self, value: int | tuple[str, ...]) -> bool:
        """Whether `value` is as tight as this setting, or tighter."""
        if isinstance(self.value, tuple):
            return isinstance(value, tuple) and set(value) <= set(self.value)
        if not isinstance(value, int) or isinstance(value, bool):
            return False
        return value >= self.value if self.tighter == "higher" else 0 <= value <= self.value


@dataclass(frozen=True, slots=True)
class Policy:
    """The settings in force: the national floor, or the floor as one place has tightened it."""

    id: str
    title: str
    in_force_from: date
    settings: Mapping[str, Setting]

    def number(self, name: str) -> int:
        """The number of that name; KeyError where the policy file has none."""
        value = self.settings[name].value
        assert isinstance(value, int), name  # noqa: S101 - the file's own test holds this
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """The list of that name; KeyError where the policy file has none."""
        value = self.settings[name].value
        assert isinstance(value, tuple), name  # noqa: S101 - the file's own test holds this
        return value


@cache
def load(policy_id: str = CURRENT) -> Policy:
    """Read one dated policy file of this room."""
    text = files("evenhand.casework").joinpath(f"policy/{policy_id}.toml").read_text(encoding="utf-8")
    document = tomllib.loads(text)
    settings = [_setting(n, n["value"], n["unit"]) for n in document["number"]]
    settings += [_setting(n, tuple(n["values"]), "list") for n in document["list"]]
    head = document["policy"]
    return Policy(head["id"], head["title"], head["in_force_from"], {s.name: s for s in settings})


def _setting(n: Mapping[str, Any], value: int | tuple[str, ...], unit: str) -> Setting:
    why = n["safeguard"], n["reason"], n["verified"], n.get("floor_in_law", "")
    return Setting(n["name"], value, unit, n["tighter"], *why)


@upholds("SG-61")
def check_only_tightens(floor: Policy, local: Mapping[str, int | tuple[str, ...]]) -> None:
    """Refuse a local setting that is unknown or looser than the floor."""
    for name, value in local.items():
        if name not in floor.settings:
            raise Refused("SG-61", f"There is no setting called {name}.", "Use a name from the published policy.")
        setting = floor.settings[name]
        if not setting.is_tightened_by(value):
            raise Refused(
                "SG-61",
                f"{name} is {shown(setting.value)} everywhere; {shown(value)} would loosen it.",
                f"A local setting may only make it tighter ({setting.tighter}).",
            )


def tightened(floor: Policy, local: Mapping[str, int | tuple[str, ...]]) -> Policy:
    """The floor with the local settings laid over it; call `check_only_tightens` first."""
    settings = dict(floor.settings)
    for name, value in local.items():
        settings[name] = replace(settings[name], value=value)
    return replace(floor, settings=settings)


def shown(value: int | tuple[str, ...]) -> str:
    """A setting's value as a page or a message shows it."""
    return ", ".join(value) if isinstance(value, tuple) else str(value)
