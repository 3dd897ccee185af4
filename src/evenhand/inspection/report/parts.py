"""What a report is made of: sections of words, tables and plots. Every form of it (HTML, PDF, JSON) shows the same."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and how its values are written: text, count, percent, ratio, per10k, points,
    points10k, p; number is one that is in words already.
    """

    title: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class TableView:
    """A table to be read: the caption says what it is, the first column names the row. None is "no figure"."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """A picture: a Vega-Lite specification, and everything that it shows in words."""

    name: str
    title: str
    words: str
    spec: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """Something under a heading of its own within a section: what is said of it, and details in a list."""

    title: str
    sentences: tuple[str, ...]
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report under one heading. Shown in this order: warnings, paragraphs, points (a list), items, plots,
    tables.
    """

    name: str
    title: str
    paragraphs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    tables: tuple[TableView, ...] = ()
    plots: tuple[Plot, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)  # for the JSON alone: the same with all digits
    points: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
