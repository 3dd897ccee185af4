"""Pictures for black and white: shapes, dashes and labels at the things themselves; and each of them in words."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from evenhand.inspection.cutoffs import Cutoffs
from evenhand.inspection.describe import Funnel, Spread
from evenhand.inspection.disparity import Table
from evenhand.inspection.intervals import wilson
from evenhand.inspection.report import words
from evenhand.inspection.report.parts import Plot
from evenhand.inspection.report.seen import group_name

FONT = "Libertinus Serif, Georgia, serif"
WIDTH = 380
PANEL = 250
STEP = 34
MOST_PANELS = 6
MOST_ROWS = 18  # in one picture, so that it fits on a page
READ_OUT = 12
MOST_POINTS = 25
WIDEST = 32  # a ratio, and its inverse, beyond which the scale of a picture does not go
CONFIG: dict[str, Any] = {
    "font": FONT,
    "background": "white",
    "view": {"stroke": None},
    "axis": {"labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal", "labelLimit": 220,
             "labelColor": "black", "titleColor": "black", "gridColor": "#dddddd", "domainColor": "black",
             "tickColor": "black"},
    "header": {"labelFontSize": 14, "labelFontWeight": "bold", "title": None, "labelAnchor": "start",
               "labelColor": "black", "labelLimit": 300},
    "text": {"fontSize": 13, "font": FONT},
}  # fmt: skip
PERCENT = {"labelExpr": "format(datum.value * 100, ',') + ' %'"}
SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"

Spec = dict[str, Any]


def composition(table: Table, benchmark: str) -> Plot:
    """Each group's share of the register with its interval, and its share of the benchmark."""
    attribute = table.attributes[0]
    rows = [_composed(table, g) for g in _largest(table.counted)]
    said = [f"{one['group']} {one['label']} of the register, {one['label_theirs']} of the benchmark" for one in rows]
    left_out = len(table.groups) - len(rows)
    fewer = f" The {len(rows)} groups with most people; {left_out} more are in the table." if left_out else ""
    return Plot(
        f"composition-{attribute}-{table.benchmark}",
        f"The register by {attribute}, against {benchmark}. Filled circle with bar: share of the register and its "
        f"95 % interval. Hollow diamond: share of the benchmark.{fewer}",
        f"{'; '.join(said[:READ_OUT])}.{_more(rows)} The table of the register by {attribute} has every number.",
        _panel(rows, [*_dots("share", "Share"), *_others("theirs", "label_theirs")]),
    )


def _composed(table: Table, g: int) -> Spec:
    share, low, high, theirs = _numbers(
        (table.share[g], table.share_low[g], table.share_high[g], table.benchmark_share[g])
    )[0]
    labels = {"label": words.percent(share), "label_theirs": words.percent(theirs)}
    return {"group": group_name(table.groups[g]), "share": share, "low": low, "high": high, "theirs": theirs, **labels}


def _largest(counted: Any) -> list[int]:
    """The places of the groups with most people, as many as a picture takes, in their own order."""
    numbers = np.nan_to_num(np.asarray(counted, np.float64))
    return sorted(sorted(range(len(numbers)), key=lambda g: (-numbers[g], g))[:MOST_ROWS])


def over_cutoffs(cutoffs: Cutoffs) -> Plot:
    """The ratio of each group at every cut-off, one panel a group, with its interval."""
    shown = shown_groups(cutoffs)
    rows = [row for g in shown for row in _over_rows(cutoffs, g)]
    ends = [end for row in rows for end in (row["low"], row["high"])]
    x = {"field": "cut", "type": "quantitative", "title": "Cut-off: score at least", "scale": {"zero": False}}
    scale = {
        "type": "log",
        "nice": False,
        "clamp": True,
        "domain": [max(min(ends), 1 / WIDEST), min(max(ends), WIDEST)],
    }
    y = {"type": "quantitative", "scale": scale, "title": "Ratio", "axis": {"format": ".3~g", "tickCount": 4}}
    layers: list[Spec] = [
        {"mark": {"type": "area", "color": "#cccccc", "opacity": 1},
         "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}},
        {"mark": {"type": "rule", "strokeDash": [5, 4], "color": "black"}, "encoding": {"y": {"datum": 1}}},
        {"mark": {"type": "line", "color": "black", "strokeWidth": 2,
                  "point": {"color": "black", "size": 24} if len(cutoffs.cuts) <= MOST_POINTS else False},
         "encoding": {"x": x, "y": {**y, "field": "ratio"}}},
    ]  # fmt: skip
    said = [_over_in_words(cutoffs, g) for g in shown]
    return Plot(
        f"cutoffs-{cutoffs.attribute}",
        f"Ratio by {cutoffs.attribute} at every cut-off, compared with {cutoffs.reference or 'everybody else'}. Line: "
        "ratio. Grey: 95 % interval. Dashed: 1, no difference. The scale is logarithmic.",
        f"{' '.join(said)} The tables of {cutoffs.attribute} over the cut-offs have the numbers.",
        {"$schema": SCHEMA, "config": CONFIG, "data": {"values": rows}, "columns": 2,
         "facet": {"field": "group", "type": "nominal", "sort": [cutoffs.groups[g] for g in shown]},
         "spec": {"width": PANEL, "height": 150, "layer": layers}},
    )  # fmt: skip


def _over_rows(cutoffs: Cutoffs, g: int) -> list[Spec]:
    """The cuts at which a group's ratio has an interval: on a scale of logarithms nothing else has a place."""
    return [
        {"group": cutoffs.groups[g], "cut": float(cut), "ratio": float(ratio), "low": float(low), "high": float(high)}
        for cut, ratio, low, high in zip(
            cutoffs.cuts, cutoffs.ratio[:, g], cutoffs.ratio_low[:, g], cutoffs.ratio_high[:, g], strict=True
        )
        if 0 < low <= high < np.inf
    ]


def shown_groups(cutoffs: Cutoffs) -> tuple[int, ...]:
    """The groups that have a ratio at some cut-off, the reference left out: at most six, those with most people."""
    has = [g for g, name in enumerate(cutoffs.groups)
           if name != cutoffs.reference and _over_rows(cutoffs, g)]  # fmt: skip
    chosen = sorted(has, key=lambda g: (-float(np.nan_to_num(cutoffs.of[g])), g))[:MOST_PANELS]
    return tuple(sorted(chosen))


def ages(spread: Spread) -> Plot:
    """People by completed year of age, or by bands where there are no single years."""
    return _spread(spread, "ages", "Ages", "Completed years", "aged")


def months(spread: Spread) -> Plot:
    """People by how long they have been on the register."""
    return _bars(spread, "time", "Time on the register", "Months since listed", "months")


def funnels(one: Funnel) -> tuple[Plot, ...]:
    """Of each group, the share that came to each stage, of those who could; a panel for each stage.

    As many stages in a picture as fit on a page; none with more groups than can be read.
    """
    if len(one.groups) > MOST_ROWS:
        return ()
    together = max(1, MOST_ROWS // len(one.groups))
    parts = [range(start, min(start + together, len(one.stages))) for start in range(0, len(one.stages), together)]
    return tuple(_funnel(one, part, f"-{place}" if len(parts) > 1 else "") for place, part in enumerate(parts, 1))


def _funnel(one: Funnel, part: range, ending: str) -> Plot:
    rate, low, high = _rate(one)
    rows = [
        {"stage": stage_title(one, s), "group": group, "share": share, "low": below, "high": above,
         "label": words.percent(share)}
        for s in part
        for group, share, below, above in zip(one.groups, *_numbers(rate[s], low[s], high[s]), strict=True)
    ]  # fmt: skip
    said = [f"{row['stage']}, {row['group']} {row['label']}" for row in rows]
    return Plot(
        f"funnel-{one.attribute or 'everybody'}{ending}",
        f"By {one.attribute}: of those who could come to each stage, the share that did. Circle with bar: share and "
        "its 95 % interval.",
        f"{'; '.join(said[:READ_OUT])}.{_more(rows)} The tables of each stage by {one.attribute} have every number.",
        _panel(rows, _dots("share", "Share"), [stage_title(one, s) for s in part]),
    )


def stage_title(one: Funnel, s: int) -> str:
    """A stage and of whom it takes some."""
    return f"{one.stages[s]}, of those {one.among[s]}" if one.among[s] else f"{one.stages[s]}, of everybody"


def _rate(one: Funnel) -> tuple[Any, Any, Any]:
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(one.of > 0, one.counted / one.of, np.nan)
    low, high = wilson(one.counted, one.of)
    return rate, low, high


def _over_in_words(cutoffs: Cutoffs, g: int) -> str:
    """The ratio at the lowest and the highest cut that has one, and where it is highest."""
    ratio = cutoffs.ratio[:, g]
    places = np.flatnonzero(np.isfinite(ratio))
    first, last, top = places[0], places[-1], places[np.nanargmax(ratio[places])]
    at = [f"{words.ratio(ratio[c])} at {cutoffs.cuts[c]:g}" for c in (first, last, top)]
    return f"{cutoffs.groups[g]}: ratio {at[0]} or more, {at[1]} or more, at its highest {at[2]} or more."


def _spread(spread: Spread, name: str, title: str, axis: str, unit: str) -> Plot:
    if not spread.single:
        return _bars(spread, name, title, axis, unit)
    rows = [{"value": int(v), "people": int(n)} for v, n in zip(spread.values, spread.people, strict=True)]
    return Plot(
        name,
        f"{title}: people by completed year.",
        _bands_in_words(spread, unit),
        {"$schema": SCHEMA, "config": CONFIG, "width": 2 * PANEL, "height": 170, "data": {"values": rows},
         "mark": {"type": "bar", "color": "black", "width": 3},
         "encoding": {"x": {"field": "value", "type": "quantitative", "title": axis,
                            "scale": {"domain": [int(spread.values[0]) - 1, int(spread.values[-1]) + 1]}},
                      "y": {"field": "people", "type": "quantitative", "title": "People"}}},
    )  # fmt: skip


def _bars(spread: Spread, name: str, title: str, axis: str, unit: str) -> Plot:
    """A bar for each band, with its number at its end; a band without a figure has none."""
    rows = [
        {"band": band, "people": number or 0, "label": words.counted(np.nan if number is None else number)}
        for band, number in zip(spread.bands, *_numbers(spread.in_band.astype(np.float64)), strict=True)
    ]
    y = {"field": "band", "type": "ordinal", "sort": list(spread.bands), "title": axis}
    x = {"field": "people", "type": "quantitative", "title": "People"}
    layers: list[Spec] = [
        {"mark": {"type": "bar", "color": "#555555", "height": {"band": 0.7}}, "encoding": {"y": y, "x": x}},
        {"mark": {"type": "text", "align": "left", "dx": 5}, "encoding": {"y": y, "x": x, "text": {"field": "label"}}},
    ]
    return Plot(name, f"{title}: people in bands.", _bands_in_words(spread, unit),
                {"$schema": SCHEMA, "config": CONFIG, "width": WIDTH, "height": {"step": 26},
                 "data": {"values": rows}, "layer": layers})  # fmt: skip


def _bands_in_words(spread: Spread, unit: str) -> str:
    said = [
        f"{band}, {words.counted(number)}"
        for band, number in zip(spread.bands, spread.in_band.astype(np.float64), strict=True)
    ]
    middle = f" The median is {spread.median:g}." if np.isfinite(spread.median) else ""
    return f"People {unit}: {'; '.join(said)}.{middle}" if unit == "aged" else (
        f"People by {unit} since they were listed: {'; '.join(said)}.{middle}"
    )  # fmt: skip


def _dots(field: str, title: str) -> list[Spec]:
    """A filled circle with its interval and its number above it, for each group."""
    y = {"field": "group", "type": "nominal", "sort": None, "title": None}
    x = {"field": field, "type": "quantitative", "title": title, "axis": PERCENT, "scale": {"zero": True}}
    return [
        {"mark": {"type": "rule", "strokeWidth": 2.5, "color": "black"},
         "encoding": {"y": y, "x": {**x, "field": "low"}, "x2": {"field": "high"}}},
        {"mark": {"type": "point", "filled": True, "color": "black", "size": 70, "opacity": 1, "shape": "circle"},
         "encoding": {"y": y, "x": x}},
        {"mark": {"type": "text", "dy": -12, "align": "left"},
         "encoding": {"y": y, "x": x, "text": {"field": "label"}}},
    ]  # fmt: skip


def _others(field: str, label: str) -> list[Spec]:
    """A hollow diamond with its number below it."""
    y = {"field": "group", "type": "nominal", "sort": None, "title": None}
    x = {"field": field, "type": "quantitative"}
    return [
        {"mark": {"type": "point", "filled": False, "color": "black", "size": 90, "opacity": 1, "shape": "diamond",
                  "strokeWidth": 1.6}, "encoding": {"y": y, "x": x}},
        {"mark": {"type": "text", "dy": 15, "align": "left"},
         "encoding": {"y": y, "x": x, "text": {"field": label}}},
    ]  # fmt: skip


def _panel(rows: list[Spec], layers: list[Spec], stages: Sequence[str] = ()) -> Spec:
    """One panel, or one below the other for each stage."""
    spec: Spec = {"width": WIDTH, "height": {"step": STEP + 5 * (len(layers) > 3)}, "layer": layers}
    whole: Spec = {"$schema": SCHEMA, "config": CONFIG, "data": {"values": rows}}
    if not stages:
        return whole | spec
    facet = {"field": "stage", "type": "nominal", "sort": list(stages)}
    return whole | {"facet": facet, "columns": 1, "spec": spec}


def _numbers(*arrays: Any) -> list[list[float | None]]:
    """Arrays as numbers for a picture, None where there is none."""
    return [[float(one) if np.isfinite(one) else None for one in array] for array in arrays]


def _more(rows: Sequence[Any], shown: int = READ_OUT) -> str:
    return f" {len(rows) - shown} more are not read out." if len(rows) > shown else ""
