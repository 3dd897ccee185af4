"""The whole report as plain data: once with all digits for the JSON, and once as it is read in HTML and PDF."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from importlib.metadata import version
from typing import Any

import numpy as np

from evenhand.inspection.inspected import Inspection
from evenhand.inspection.report import pictures, words
from evenhand.inspection.report.parts import Cell, Item, Plot, Section, TableView
from evenhand.inspection.report.sections.short import NOT_PUBLIC

SHAPE = 1

Data = dict[str, Any]


def full(inspection: Inspection, sections: Sequence[Section], publish: bool) -> Data:
    """The report for the JSON.

    `shape` (1), what `heading` gives, and `sections`: for each `name`, `title`, `warnings`, `paragraphs`, `points`,
    `items` (`title`, `sentences`, `details`), `tables` (`caption`, `columns` of `title` and `kind`, `rows` of cells,
    `notes`), `plots` (`name`, `title`, `words`, `spec` in Vega-Lite), and `data`: every result behind the section,
    field by field under the names of the code, with all digits. `null` is "no figure", in a report for publication
    also "fewer than 5".
    """
    said = [{key: value for key, value in asdict(one).items() if value not in ((), {})} for one in sections]
    return {"shape": SHAPE, **heading(inspection, publish), "sections": _for_json(said)}


def shown(inspection: Inspection, sections: Sequence[Section], publish: bool) -> Data:
    """The report as it is read: every number in words, every plot drawn."""
    return {**heading(inspection, publish), "sections": [_section(one) for one in sections]}


def heading(inspection: Inspection, publish: bool) -> Data:
    """What stands above the sections: `title`, `register`, `as_at`, `fingerprint`, `mapping_fingerprint`, `version`,
    `publish`, and `notice`, "" where the report may be published.
    """
    extract = inspection.extract
    return {
        "title": f"Is it even-handed? Inspection of {extract.title}",
        "register": extract.title,
        "as_at": f"{extract.as_at:%-d %B %Y}",
        "fingerprint": extract.fingerprint,
        "mapping_fingerprint": extract.mapping_fingerprint,
        "version": version("evenhand"),
        "publish": publish,
        "notice": "" if publish else NOT_PUBLIC,
    }


def _section(one: Section) -> Data:
    return {
        "name": one.name,
        "title": one.title,
        "warnings": [_begun(warning) for warning in one.warnings if warning != NOT_PUBLIC],
        "paragraphs": [_begun(paragraph) for paragraph in one.paragraphs],
        "points": [_begun(point) for point in one.points],
        "items": [_item(item) for item in one.items],
        "plots": [_plot(plot) for plot in one.plots],
        "tables": [_table(table) for table in one.tables],
    }


def _item(item: Item) -> Data:
    lists = {"sentences": item.sentences, "details": item.details}
    return {"title": _begun(item.title), **{name: [_begun(one) for one in said] for name, said in lists.items()}}


def _plot(plot: Plot) -> Data:
    drawn = pictures.svg(plot)
    width, height = pictures.size(drawn)
    words_of = {"name": pictures.plot_id(plot), "title": _set(plot.title), "words": _set(plot.words)}
    return {**words_of, "svg": drawn, "width": width, "height": height}


def _table(table: TableView) -> Data:
    kinds = [column.kind for column in table.columns]
    return {
        "caption": _begun(table.caption),
        "columns": [{"title": column.title, "number": column.kind != "text"} for column in table.columns],
        "rows": [_row(row, kinds) for row in table.rows],
        "notes": [_begun(note) for note in table.notes],
    }


def _row(row: Iterable[Cell], kinds: Sequence[str]) -> list[str]:
    return [_set(words.cell(value, kind)) for value, kind in zip(row, kinds, strict=True)]


def _set(text: str) -> str:
    """As a printer sets it: a minus for a number below zero, and no break before the sign of per cent."""
    return re.sub(r"(?<![\w.-])-(?=\d)", "\u2212", text.replace(" %", "\u00a0%"))


def _begun(sentence: str) -> str:
    """A sentence so set, with a capital: names of stages and characteristics come as the mapping has them."""
    return _set(sentence[:1].upper() + sentence[1:])


def _for_json(value: Any) -> Any:
    """Numbers of NumPy as plain ones, and null for what does not exist: JSON knows neither NaN nor infinity."""
    if isinstance(value, dict):
        return {str(key): _for_json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_for_json(one) for one in value]
    if isinstance(value, np.generic | np.ndarray):
        return _for_json(value.tolist())
    if isinstance(value, float) and not np.isfinite(value):
        return None
    return value
