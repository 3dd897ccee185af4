"""Which feed a file is, and whether its columns are right."""

from collections.abc import Sequence
from pathlib import Path

from evenhand.evidence.feeds import columns
from evenhand.evidence.feeds.fields import shown
from evenhand.evidence.feeds.spec import FeedSpec
from evenhand.evidence.feeds.specs import SPECS
from evenhand.evidence.feeds.trouble import UnusableFile
from evenhand.evidence.vocabulary import Feed


def spec_for(path: Path, names: Sequence[str], feed: Feed | None) -> FeedSpec:
    """The feed whose columns these are. Raises UnusableFile, or Refused for a forbidden column (SG-07, SG-08)."""
    columns.check_forbidden_columns(names)
    columns.check_association_columns(names)
    _check_no_repeats(path, names)
    spec = SPECS[feed] if feed else _recognised(path, names)
    _check_complete(path, names, spec)
    _check_known(path, names, spec)
    return spec


def _recognised(path: Path, names: Sequence[str]) -> FeedSpec:
    matching = [spec for spec in SPECS.values() if spec.required <= set(names)]
    if len(matching) == 1:
        return matching[0]
    if matching:
        feeds = ", ".join(spec.feed for spec in matching)
        raise UnusableFile(path, f"the columns fit several feeds: {feeds}", "header", "Say which feed it is.")
    nearest = max(SPECS.values(), key=lambda spec: len(spec.required & set(names)) / len(spec.required))
    missing = ", ".join(name for name in nearest.names if name in nearest.required - set(names))
    raise UnusableFile(
        path,
        "the columns fit no feed",
        "header",
        f"The nearest is {nearest.feed}, for which these are missing: {missing}. Add them, or say which feed it is.",
    )


def _check_no_repeats(path: Path, names: Sequence[str]) -> None:
    repeated = sorted({name for name in names if names.count(name) > 1})
    if repeated:
        raise UnusableFile(path, f"columns are given twice: {', '.join(repeated)}", "header", "Keep one of each.")


def _check_complete(path: Path, names: Sequence[str], spec: FeedSpec) -> None:
    missing = [name for name in spec.names if name in spec.required and name not in names]
    if missing:
        raise UnusableFile(path, f"columns are missing: {', '.join(missing)}", "header", "Add them.")


def _check_known(path: Path, names: Sequence[str], spec: FeedSpec) -> None:
    unknown = [shown(name) for name in names if name not in spec.names]
    if unknown:
        what = f"a {spec.feed} feed has no such columns: {', '.join(unknown)}"
        raise UnusableFile(path, what, "header", "Remove them at their source; nothing that is not asked for is kept.")
