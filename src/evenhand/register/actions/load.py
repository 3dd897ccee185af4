"""Loading a feed: every row is taken in, found unchanged, or quarantined whole with every reason."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

from django.db import transaction

from evenhand.evidence.feeds import reading as feeds
from evenhand.evidence.feeds.apart import Apart, take_apart
from evenhand.evidence.feeds.reading import Reading, Reason, Unusable, UnusableFile, Usable
from evenhand.evidence.vocabulary import Feed
from evenhand.register import (
    clock,
    consequences,
    equality,
    erased,
    governance,
    intake,
    ledgering,
    storing,
    turns,
)
from evenhand.register.acts import act
from evenhand.register.models import Account, Load, QuarantinedRow
from evenhand.safeguards import Refused

PURPOSE = "loading"
BATCH = 5_000
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of a file's rows. `withheld` were about people who were erased, or of an old list about
    people who were removed here, and nothing of them was kept; `consequences` says in words what else it set off."""

    load_id: UUID
    file_name: str
    feed: Feed
    seen: int
    loaded: int
    unchanged: int
    quarantined: int
    withheld: int = 0
    consequences: tuple[str, ...] = ()


class StillUnusable(Exception):
    """A corrected row that cannot be used either, with every reason; nothing was kept of its file."""

    def __init__(self, reasons: Sequence[Reason], line: int | None = None) -> None:
        where = f"Line {line}: " if line else ""
        super().__init__(where + " ".join(reason.text for reason in reasons))
        self.reasons = tuple(reasons)


class Uncounted(Exception):
    """Rows in and rows out do not agree: nothing of the file is kept."""


def load_file(
    *,
    path: Path,
    by: Account,
    feed: Feed | None = None,
    corrected: bool = False,
    purpose: str = PURPOSE,
    progress: Progress = lambda _done, _of: None,
) -> Tally:
    """Take in one file, all of it in one transaction. `corrected`: it holds corrected rows, so nothing of it goes to
    quarantine again: StillUnusable is raised instead.

    Raises UnusableFile where no row can be read, Refused where a column is forbidden (both written to the ledger), and
    Uncounted where rows in are not rows loaded + unchanged + quarantined + withheld by an independent count.
    """
    try:
        reading = _opened(path, by, feed)
        expected = feeds.independent_count(path, reading.format)
        facts = {"sha256": reading.sha256, "feed": reading.feed.value, "records": expected}
        with act("feed:loaded", by=by, purpose=purpose, opens="everything", facts=facts):
            turns.take()
            return _take_in(reading, expected, by, corrected, progress)
    except UnusableFile as error:
        _note_refused_file(path, by, {"why": error.what})
        raise


def _opened(path: Path, by: Account, feed: Feed | None) -> Reading:
    try:
        return feeds.open_feed(path, feed, today=clock.today(), known_offences=_known_offences())
    except Refused as refusal:
        _note_refused_file(path, by, {"safeguard": refusal.safeguard})
        raise


def _note_refused_file(path: Path, by: Account, facts: dict[str, str]) -> None:
    with transaction.atomic():
        ledgering.write("feed:refused", by=by, purpose=PURPOSE, facts=facts, reason=path.name)


def _known_offences() -> frozenset[str]:
    return frozenset(governance.instrument_in_force().severities)


def _take_in(reading: Reading, expected: int, by: Account, corrected: bool, progress: Progress) -> Tally:
    load = Load(
        id=uuid4(),
        header=reading.columns,
        file_name=reading.path.name[:255],
        sha256=reading.sha256,
        feed=reading.feed,
        file_format=reading.format,
        rows_seen=0,
        loaded=0,
        unchanged=0,
        quarantined=0,
        withheld=0,
        loaded_by=by,
        loaded_at=clock.now(),
    )
    for batch in _batches(reading):
        _take_in_batch(load, reading.feed, batch, corrected)
        progress(load.rows_seen, expected)
    _check_nothing_lost(load, reading, expected)
    load.save(force_insert=True)
    told = consequences.of_load(load, by)
    counts = load.rows_seen, load.loaded, load.unchanged, load.quarantined, load.withheld
    return Tally(load.id, load.file_name, reading.feed, *counts, told)


def _batches(reading: Iterable[Usable | Unusable]) -> Iterator[list[Usable | Unusable]]:
    rows = iter(reading)
    while batch := list(islice(rows, BATCH)):
        yield batch


def _take_in_batch(load: Load, feed: Feed, batch: Sequence[Usable | Unusable], corrected: bool) -> None:
    others = erased.others(feed, load, batch)
    usable = [row for row in others if isinstance(row, Usable)]
    unusable = [(row, row.reasons) for row in others if isinstance(row, Unusable)]
    ordered = intake.sort(feed, usable) if usable else intake.Sorted()
    refused: list[tuple[Usable | Unusable, tuple[Reason, ...]]] = [*unusable, *ordered.refused]
    if refused and corrected:
        # The reasons of one row alone: they may repeat what is in it, and a list of them would name several (SG-26).
        row, reasons = refused[0]
        raise StillUnusable(reasons, row.line)
    storing.store(feed, load, ordered.taken)
    _quarantine(load, refused)
    if feed is Feed.PEOPLE:
        equality.post(row for row, _ in ordered.taken)
    load.rows_seen += len(batch)
    load.loaded += len(ordered.taken)
    load.unchanged += ordered.unchanged
    load.quarantined += len(refused)
    load.withheld += len(batch) - len(others)


def _check_nothing_lost(load: Load, reading: Reading, expected: int) -> None:
    accounted = load.loaded + load.unchanged + load.quarantined + load.withheld
    if not expected == reading.records_seen == accounted:
        raise Uncounted(
            f"{reading.path.name}: {expected} records counted, {reading.records_seen} read, {accounted} accounted for. "
            "Nothing of this file was kept. It may have changed while it was read: load it again."
        )


def _quarantine(load: Load, refused: Sequence[tuple[Usable | Unusable, tuple[Reason, ...]]]) -> None:
    kept = [_kept(load, row) for row, _ in refused]
    QuarantinedRow.objects.bulk_create(
        QuarantinedRow(load=load, line=row.line, raw=one.raw, reasons=[asdict(reason) for reason in reasons])
        for one, (row, reasons) in zip(kept, refused, strict=True)
    )
    equality.post_apart(kept)


def _kept(load: Load, row: Usable | Unusable) -> Apart:
    """The line as quarantine keeps it: whole, but without ethnicity and sex (SG-41)."""
    if load.feed != Feed.PEOPLE:
        return Apart(row.raw)
    return take_apart(row.raw, load.file_format, load.header)
