"""How fast the DuckDB engine is, beside the work that nobody can avoid and beside pandas, timed in turns."""

import hashlib
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np

from evenhand.scoring import engine, instrument, pandas_peer
from evenhand.scoring.batch import EPOCH, Column, Totals, score_table
from evenhand.scoring.events import ScoringEvent
from evenhand.scoring.rows import Instrument
from evenhand.scoring.table import STANDINGS

AS_AT = date(2026, 11, 23)
SEED = 2026
YEARS_OF_DAYS = 6 * 365
SAMPLE = 50
BARE = """
SELECT person, sum(offence)::BIGINT, sum(standing)::BIGINT, sum(occurred_on)::BIGINT FROM events GROUP BY person
"""


class DisagreementError(Exception):
    """Two engines gave different totals for the same events: nothing they say may be used."""


@dataclass(frozen=True, slots=True)
class Report:
    """Median seconds of each contender, and the digest on which all engines agree."""

    people: int
    events: int
    repeats: int
    threads: int
    seconds: Mapping[str, float]
    digest: str

    @property
    def memory_ratio(self) -> float:
        """The engine in memory over a bare scan-and-group-by of the same columns."""
        return self.seconds["engine, in memory"] / self.seconds["bare scan and group-by, in memory"]

    @property
    def pandas_ratio(self) -> float:
        """Vectorised pandas over the engine, both from the same Parquet file."""
        return self.seconds["pandas, from Parquet"] / self.seconds["engine, from Parquet"]

    def lines(self) -> tuple[str, ...]:
        """The report as lines of text."""
        return (
            f"{self.events:,} events, {self.people:,} people, {self.threads} threads, median of {self.repeats} rounds",
            *(f"  {name:36} {seconds:8.3f} s" for name, seconds in self.seconds.items()),
            f"engine / bare group-by in memory: {self.memory_ratio:.2f} (goal: at most 1.3)",
            f"pandas / engine from Parquet:     {self.pandas_ratio:.1f} (goal: at least 5)",
            f"one digest over all engines:      {self.digest[:16]}",
        )


def run(people: int = 100_000, events: int = 1_000_000, repeats: int = 5, threads: int = 2) -> Report:
    """Time all contenders in turns on the same invented events. Raises DisagreementError unless all totals agree.

    The events lie together by person, the layout in which the bare group-by is quickest. Raises RuntimeError where
    pandas, which only developers install, is missing.
    """
    pandas_peer.need_pandas()
    rule = instrument.load(instrument.available()[-1])
    columns = invent(people, events, len(rule.severities))
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config={"threads": threads}) as memory:
        file = Path(folder) / "events.parquet"
        _store(memory, columns, file)
        contenders: dict[str, Callable[[], Totals | None]] = {
            "bare scan and group-by, in memory": lambda: _bare(memory),
            "engine, in memory": lambda: score_table(memory, rule, AS_AT),
            "engine, from Parquet": lambda: _from_parquet(file, rule, threads),
            "pandas, from Parquet": lambda: pandas_peer.score_parquet(file, rule, AS_AT),
        }
        seconds, digests = _in_turns(contenders, repeats)
        _compare_with_reference(columns, rule, score_table(memory, rule, AS_AT))
    if len(digests) != 1:
        raise DisagreementError("The engines do not agree, so none of their scores may be used.")
    return Report(people, events, repeats, threads, seconds, digests.pop())


def invent(people: int, events: int, offences: int) -> dict[str, Column]:
    """Random events, together by person, of every offence and standing alike, over six years. Seeded."""
    rng = np.random.default_rng(SEED)
    last = (AS_AT - EPOCH).days
    return {
        "person": np.sort(rng.integers(0, people, events, dtype=np.int32)),
        "offence": rng.integers(0, offences, events, dtype=np.int16),
        "standing": rng.integers(0, len(STANDINGS), events, dtype=np.int8),
        "occurred_on": rng.integers(last - YEARS_OF_DAYS, last + 1, events, dtype=np.int32),
    }


def totals_digest(totals: Totals) -> str:
    """SHA-256 of people and both totals as 64-bit integers: the same for the same scores, whatever engine made them."""
    parts = (totals.person, totals.caused_millipoints, totals.suffered_millipoints)
    return hashlib.sha256(b"".join(part.astype("<i8").tobytes() for part in parts)).hexdigest()


def _store(memory: duckdb.DuckDBPyConnection, columns: Mapping[str, Column], file: Path) -> None:
    memory.register("incoming_events", columns)
    memory.table("incoming_events").to_table("events")
    memory.unregister("incoming_events")
    memory.table("events").write_parquet(str(file))


def _bare(memory: duckdb.DuckDBPyConnection) -> None:
    memory.execute(BARE).fetchnumpy()


def _from_parquet(file: Path, rule: Instrument, threads: int) -> Totals:
    with duckdb.connect(config={"threads": threads}) as connection:
        connection.read_parquet(str(file)).create_view("events")
        return score_table(connection, rule, AS_AT)


def _in_turns(contenders: Mapping[str, Callable[[], Totals | None]], repeats: int) -> tuple[dict[str, float], set[str]]:
    """Each contender once a round, so that a busy moment of the machine falls on all alike. A first round warms up."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    digests = set()
    for _ in range(repeats + 1):
        for name, contender in contenders.items():
            begun = time.perf_counter()
            totals = contender()
            times[name].append(time.perf_counter() - begun)
            if totals is not None:
                digests.add(totals_digest(totals))
    return {name: statistics.median(taken[1:]) for name, taken in times.items()}, digests


def _compare_with_reference(columns: Mapping[str, Column], rule: Instrument, totals: Totals) -> None:
    """The slow engine agrees on the first people; all of them would take too long."""
    offences = tuple(rule.severities)
    for place, person in enumerate(totals.person[:SAMPLE]):
        begin, end = np.searchsorted(columns["person"], [person, person + 1])
        scored = engine.score((_event(columns, row, offences) for row in range(begin, end)), rule, AS_AT)
        batch_totals: tuple[Any, Any] = (totals.caused_millipoints[place], totals.suffered_millipoints[place])
        if (scored.caused_millipoints, scored.suffered_millipoints) != batch_totals:
            raise DisagreementError(f"The reference engine gives person {person} other totals, so none may be used.")


def _event(columns: Mapping[str, Column], row: int, offences: tuple[str, ...]) -> ScoringEvent:
    on = date.fromordinal(EPOCH.toordinal() + int(columns["occurred_on"][row]))
    return ScoringEvent(str(row), offences[columns["offence"][row]], STANDINGS[columns["standing"][row]], on)
