"""A mapping as a TOML file: read strictly, so that a slip is said and not passed over, and written to be changed."""

import hashlib
import json
import tomllib
from collections.abc import Mapping as Map
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from evenhand.inspection.extract import Role
from evenhand.inspection.mapping import DATE_STYLES, AttributeColumn, Mapping, YesNoColumn
from evenhand.inspection.trouble import CannotInspect

PARTS = ("register", "columns", "attribute", "stage", "outcome", "reading", "limits")
REGISTER = {"title": str, "as_at": date}
ATTRIBUTE = {"name": str, "column": str, "basis": str, "reference": str, "groups": dict, "bands": list}
YES_NO = {"name": str, "column": str, "values": list, "among": str}
READING = {"count": str, "blanks": list, "dates": str}
BASES = ("", "self", "officer")


def read_mapping(path: Path) -> Mapping:
    """Read a mapping. Raises CannotInspect: which file and key, what is wrong with it, what is expected."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CannotInspect(f"The mapping {path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise CannotInspect(f"The mapping {path} is not TOML: {error}.") from error
    try:
        mapping = _mapping(said)
    except CannotInspect as trouble:
        raise CannotInspect(f"The mapping {path}: {trouble}") from None
    return replace(mapping, fingerprint=fingerprint(mapping))


def fingerprint(mapping: Mapping) -> str:
    """SHA-256 of what a mapping says, however its file is laid out."""
    said = json.dumps(_said(mapping), sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


def as_toml(mapping: Mapping, remarks: Map[str, str]) -> str:
    """The mapping as the text of a TOML file, with a remark in words above each part that `remarks` names.

    A remark's key is "register", "as_at", a role, or "attribute NAME", "stage NAME", "outcome", "reading", "limits".
    """
    said = _said(mapping)
    lines = [*_remark(remarks, "register"), "[register]", f"title = {_text(mapping.title)}", *_remark(remarks, "as_at")]
    lines += [f"as_at = {mapping.as_at}" if mapping.as_at else "# as_at = 2018-05-01", "", "[columns]"]
    for role, column in mapping.columns.items():
        lines += [*_remark(remarks, role), f"{role} = {_text(column)}"]
    for part in ("attribute", "stage"):
        for one in said[part]:
            lines += ["", *_remark(remarks, f"{part} {one['name']}"), f"[[{part}]]", *_keys(one)]
            if one.get("groups"):
                lines += [f"[{part}.groups]", *_keys(one["groups"])]
    for part in ("outcome", "reading", "limits"):
        if said[part]:
            lines += ["", *_remark(remarks, part), f"[{part}]", *_keys(said[part])]
    return "\n".join(lines) + "\n"


def _mapping(said: Map[str, Any]) -> Mapping:
    _only(said, PARTS, "")
    register = _fields(said.get("register", {}), REGISTER, "[register]")
    reading = _fields(said.get("reading", {}), READING, "[reading]")
    if reading.get("dates", "") not in ("", *DATE_STYLES):
        raise CannotInspect(f"[reading] dates must be one of {', '.join(DATE_STYLES)}, or left out to find out.")
    outcome = said.get("outcome")
    return Mapping(
        title=register.get("title", "A register"),
        as_at=register.get("as_at"),
        columns=_columns(said.get("columns", {})),
        attributes=tuple(_attribute(one) for one in _tables(said, "attribute")),
        stages=tuple(_yes_no(one, "[[stage]]") for one in _tables(said, "stage")),
        outcome=None if outcome is None else _outcome(outcome),
        count=reading.get("count", ""),
        blanks=tuple(str(one) for one in reading.get("blanks", ())),
        dates=reading.get("dates", ""),
        limits=_limits(said.get("limits", {})),
    )


def _outcome(said: Any) -> YesNoColumn:
    if not isinstance(said, dict):
        raise CannotInspect("outcome must be written as [outcome] with a column below it.")
    return _yes_no({"name": "outcome", **said}, "[outcome]")


def _columns(said: Any) -> dict[Role, str]:
    if not isinstance(said, dict) or not all(isinstance(one, str) and one for one in said.values()):
        raise CannotInspect('[columns] must be lines such as born_on = "Date of birth".')
    _only(said, tuple(Role), "[columns]")
    return {Role(name): column for name, column in said.items()}


def _limits(said: Any) -> dict[str, int]:
    if not isinstance(said, dict) or not all(type(one) is int and one > 0 for one in said.values()):
        raise CannotInspect("[limits] must be lines such as retention_months = 36, in whole numbers above zero.")
    _only(said, ("retention_months", "review_days"), "[limits]")
    return dict(said)


def _attribute(said: Map[str, Any]) -> AttributeColumn:
    known = _fields(said, ATTRIBUTE, "[[attribute]]", "name", "column")
    if known.get("basis", "") not in BASES:
        raise CannotInspect('[[attribute]] basis must be "self" or "officer", or left out where nobody says.')
    groups = {name: _texts(values, f"groups {name!r}") for name, values in known.get("groups", {}).items()}
    bands = known.get("bands", [])
    if not all(type(one) is int for one in bands) or sorted(set(bands)) != bands:
        raise CannotInspect("[[attribute]] bands must be whole numbers in rising order, such as [0, 18, 25].")
    return AttributeColumn(
        known["name"], known["column"], known.get("basis", ""), known.get("reference", ""), groups, tuple(bands)
    )


def _yes_no(said: Map[str, Any], where: str) -> YesNoColumn:
    known = _fields(said, YES_NO, where, "name", "column")
    return YesNoColumn(known["name"], known["column"], _texts(known.get("values", []), where), known.get("among", ""))


def _tables(said: Map[str, Any], part: str) -> list[Any]:
    tables = said.get(part, [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise CannotInspect(f"{part} must be written as [[{part}]], once for each.")
    names = [one.get("name") for one in tables]
    if twice := sorted({str(name) for name in names if names.count(name) > 1}):
        raise CannotInspect(f"[[{part}]] has the name {', '.join(twice)} more than once.")
    return tables


def _fields(said: Any, kinds: Map[str, type], where: str, *needed: str) -> dict[str, Any]:
    if not isinstance(said, dict):
        raise CannotInspect(f"{where} must be a table.")
    _only(said, tuple(kinds), where)
    if missing := [name for name in needed if not said.get(name)]:
        raise CannotInspect(f"{where} needs {' and '.join(missing)}.")
    for name, value in said.items():
        if type(value) is not kinds[name]:
            kind = {str: "text", date: "a day such as 2018-05-01", dict: "a table", list: "a list"}[kinds[name]]
            raise CannotInspect(f"{where} {name} must be {kind}.")
    return dict(said)


def _texts(values: Any, where: str) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise CannotInspect(f"{where} must be a list of values.")
    return tuple(str(one) for one in values)


def _only(said: Map[str, Any], known: tuple[str, ...], where: str) -> None:
    if unknown := sorted(set(said) - set(known)):
        raise CannotInspect(f"{where} has {', '.join(unknown)}; it can have {', '.join(known)}.".strip())


def _said(mapping: Mapping) -> dict[str, Any]:
    """What a mapping says, as the tables of its file; what says nothing is left out."""
    return {
        "register": {"title": mapping.title, "as_at": mapping.as_at},
        "columns": dict(mapping.columns),
        "attribute": [_given(one, ATTRIBUTE) for one in mapping.attributes],
        "stage": [_given(one, YES_NO) for one in mapping.stages],
        "outcome": _given(mapping.outcome, YES_NO) if mapping.outcome else {},
        "reading": _given(mapping, READING),
        "limits": dict(mapping.limits),
    }


def _given(one: Any, names: Map[str, type]) -> dict[str, Any]:
    return {name: getattr(one, name) for name in names if getattr(one, name)}


def _keys(said: Map[str, Any]) -> list[str]:
    return [f"{_key(name)} = {_value(value)}" for name, value in said.items() if not isinstance(value, dict)]


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    return _text(value) if isinstance(value, str) else str(value)


def _text(value: str) -> str:
    """A basic string of TOML: that of JSON, with the two characters that TOML does not allow in it escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _remark(remarks: Map[str, str], name: str) -> list[str]:
    lines = remarks.get(name, "").splitlines()
    return ["# " + "".join(letter if letter.isprintable() else " " for letter in line) for line in lines]
