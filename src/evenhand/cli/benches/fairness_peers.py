"""The same rates as others work them out: fairlearn and aequitas, each in the way its own documents show."""

import time
import warnings
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np

from evenhand.cli.benches.invented_list import GROUPS, SELECTED
from evenhand.inspection.extract import Extract

Names = tuple[str, ...]
# For each set of attributes, for each group: people, and the shares selected of all, of the found and of the not found.
Rates = Mapping[Names, Mapping[tuple[str, ...], tuple[float, ...]]]

HOW_TO_GET = {"fairlearn": "uv sync", "aequitas": "uv sync --group peers"}


class DisagreementError(Exception):
    """A peer gave other rates for the same people: nothing here may be compared."""


def imported(module: str) -> Any:
    """A peer, which only whoever measures has installed. Raises RuntimeError with how to get it."""
    package = module.split(".")[0]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return import_module(module)
    except ImportError as trouble:
        raise RuntimeError(
            f"The benchmark compares with {package}, which is not installed: run `{HOW_TO_GET[package]}`, or measure "
            "with --no-peers."
        ) from trouble


def frame_of(extract: Extract) -> Any:
    """The people as a pandas frame of texts and whole numbers, as aequitas takes them."""
    columns = ", ".join(f"{name}::VARCHAR AS {name}" for name in GROUPS)
    return extract.connection.execute(
        f"SELECT {columns}, {SELECTED}::INTEGER AS score, outcome::INTEGER AS label_value FROM people ORDER BY row"  # noqa: S608
    ).df()


def by_fairlearn(frame: Any, sets: Sequence[Names], limit: float) -> tuple[Rates, float]:
    """Each set by a MetricFrame of its own, until so many seconds have passed; the sets that were done, and seconds."""
    metrics = imported("fairlearn.metrics")
    categories = frame.astype(dict.fromkeys(GROUPS, "category"))  # the form in which it is quicker
    wanted = {
        "people": metrics.count,
        "selected": metrics.selection_rate,
        "of_found": metrics.true_positive_rate,
        "of_not_found": metrics.false_positive_rate,
    }
    done: dict[Names, dict[tuple[str, ...], tuple[float, ...]]] = {}
    begun = time.perf_counter()
    for names in sets:
        if time.perf_counter() - begun > limit:
            break
        made = metrics.MetricFrame(
            metrics=wanted,
            y_true=frame["label_value"],
            y_pred=frame["score"],
            sensitive_features=categories[list(names)],
        ).by_group
        made = made[made["people"] > 0]  # it also has the combinations that nobody is in
        index = [group if isinstance(group, tuple) else (group,) for group in made.index]
        done[names] = dict(zip(index, map(tuple, made.to_numpy().tolist()), strict=True))
    return done, time.perf_counter() - begun


def by_aequitas(frame: Any) -> Any:
    """The cross tables of the six attributes, one at a time, as `Group.get_crosstabs` makes them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return imported("aequitas.group").Group().get_crosstabs(frame, attr_cols=list(GROUPS))[0]


def rates_of_aequitas(crosstabs: Any) -> Rates:
    """The rates in its table."""
    rates: dict[Names, dict[tuple[str, ...], tuple[float, ...]]] = {}
    columns = ["attribute_name", "attribute_value", "group_size", "pprev", "tpr", "fpr"]
    for name, group, *figures in crosstabs[columns].itertuples(index=False):
        rates.setdefault((name,), {})[(group,)] = tuple(map(float, figures))
    return rates


def check_same(ours: Rates, theirs: Rates, who: str) -> None:
    """Raises DisagreementError unless a peer has the same groups and rates in every set that it did."""
    for names, groups in theirs.items():
        mine = ours[names]
        same = mine.keys() == groups.keys() and all(
            np.allclose(mine[group], figures, rtol=1e-9, atol=0, equal_nan=True) for group, figures in groups.items()
        )
        if not same:
            raise DisagreementError(
                f"{who} gives other rates for {' and '.join(names)}, so none of the times may be compared."
            )
