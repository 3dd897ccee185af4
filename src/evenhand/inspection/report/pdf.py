"""The report as a tagged PDF (PDF/UA-1), set by typst from a template that never takes a value for markup."""

import json
import re
from pathlib import Path
from typing import Any

import typst

from evenhand.inspection.report import letters
from evenhand.inspection.report.document import Data

TEMPLATE = Path(__file__).parent / "report.typ"
MOST_COLUMNS = 8
MOST_IN_HEAD = 50
UNSHOWN = "could not be displayed"
LONG_WORD = 24  # no column is wider than a word of so many letters: longer ones may break inside


def pdf(report: Data) -> bytes:
    """The PDF of a report as `document.shown` gives it; the same bytes for the same report.

    Letters that no font has are shown by their code, and the report says so.
    """
    sections = [{**one, "tables": [part for table in one["tables"] for part in _split(table)]}
                for one in report["sections"]]  # fmt: skip
    values = {**report, **_breakable({"register": report["register"], "sections": sections})}
    values |= {"shown_title": _breakable(report["title"]), "short": _short(report["register"]), "remark": ""}
    try:
        return _set(values)
    except typst.TypstError as trouble:
        if UNSHOWN not in str(trouble):
            raise
    texts = letters.texts_of(values)
    try:
        return _set(_coded(values, letters.missing(texts)))
    except typst.TypstError:  # letters that can be shown alone and not together
        return _set(_coded(values, letters.beyond(texts)))


def _short(name: str) -> str:
    """For the head of a page, on one line."""
    return name if len(name) <= MOST_IN_HEAD else name[: MOST_IN_HEAD - 1].rstrip() + "\u2026"


def _coded(values: Data, missing: set[str]) -> Data:
    return {**letters.coded(values, missing), "remark": letters.REMARK}


def _set(values: Data) -> bytes:
    made = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        ignore_system_fonts=True,
        pdf_standards="ua-1",
        sys_inputs={"report": json.dumps(values, ensure_ascii=False)},
    )
    return bytes(made)


def _split(table: Data) -> list[Data]:
    """A table with too many columns for a page as several, each with the first column."""
    columns = table["columns"]
    if len(columns) <= MOST_COLUMNS:
        return [table]
    parts = [
        range(start, min(start + MOST_COLUMNS - 1, len(columns))) for start in range(1, len(columns), MOST_COLUMNS - 1)
    ]
    return [
        {
            **table,
            "caption": f"{table['caption']} (part {number} of {len(parts)})",
            "columns": [columns[0], *(columns[place] for place in part)],
            "rows": [[row[0], *(row[place] for place in part)] for row in table["rows"]],
            "notes": table["notes"] if number == len(parts) else [],
        }
        for number, part in enumerate(parts, 1)
    ]


def _breakable(value: Any, key: str = "") -> Any:
    """Texts in which a word of any length can be broken, so that none runs off the page. Pictures stay as they are."""
    if isinstance(value, dict):
        return {name: _breakable(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_breakable(one, key) for one in value]
    if isinstance(value, str) and key not in ("svg", "words"):
        return re.sub(rf"\S{{{LONG_WORD},}}", lambda word: "\u200b".join(re.findall(r".{1,8}", word[0])), value)
    return value
