"""An inspection beside one bare group-by of the same people, and beside fairlearn and aequitas for the same rates."""

import resource
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from evenhand.cli.benches import fairness_peers
from evenhand.cli.benches.contest import in_turns
from evenhand.cli.benches.fairness_peers import Names, Rates
from evenhand.cli.benches.invented_list import ENTERED, GROUPS, SELECTED, invented
from evenhand.inspection import benchmarks, bootstrap, cube, cutoffs, disparity
from evenhand.inspection.cube import Cube
from evenhand.inspection.cutoffs import Cutoffs
from evenhand.inspection.disparity import Table
from evenhand.inspection.extract import Extract

BARE = f"SELECT {', '.join(GROUPS)}, count(*) FROM people GROUP BY ALL"  # noqa: S608
BARE_WITH_MARKS = f"SELECT {', '.join(GROUPS)}, {SELECTED}, {ENTERED}, outcome, count(*) FROM people GROUP BY ALL"  # noqa: S608


def lines(rows: int, many_rows: int, rounds: int, peers: bool, peer_seconds: float) -> Iterator[str]:
    """Measure, and report a line at a time. The long list comes first, so that the memory said is its own.

    Raises RuntimeError where a peer is missing, DisagreementError where it gives other rates.
    """
    if peers:
        fairness_peers.imported("fairlearn.metrics")
        fairness_peers.imported("aequitas.group")
    yield from _whole_audit(many_rows, rounds)
    yield from _sets(rows, rounds, peers, peer_seconds)


def _whole_audit(rows: int, rounds: int) -> Iterator[str]:
    extract = invented(rows)
    seconds = in_turns(
        {
            "bare cube": lambda: _bare(extract, BARE),
            "bare cube with stages and outcome": lambda: _bare(extract, BARE_WITH_MARKS),
            "whole audit": lambda: _audit(extract),
            "whole audit with bootstrap": lambda: _audited_and_drawn(extract),
        },
        rounds,
    )
    extract.connection.close()
    bare, audit = seconds["bare cube"], seconds["whole audit"]
    yield f"Whole audit of {rows:,} people, median of {rounds} rounds (cube, tables, cut-offs with error rates):"
    yield from _table(seconds)
    yield f"  audit / bare cube of six attributes           {audit / bare:6.2f} (goal: at most 3)"
    yield f"  audit / bare cube with stages and outcome     {audit / seconds['bare cube with stages and outcome']:6.2f}"
    drawn = seconds["whole audit with bootstrap"] / audit
    yield f"  with {bootstrap.DRAWS:,} bootstrap draws / without           {drawn:6.2f} (goal: at most 2)"
    yield f"  most memory that the process had              {_memory_in_gigabytes():6.2f} GB (goal: at most 4)"


def _sets(rows: int, rounds: int, peers: bool, peer_seconds: float) -> Iterator[str]:
    extract = invented(rows)
    sets = disparity.usual_sets(cube.build(extract))[0]
    singles = [names for names in sets if len(names) == 1]
    contenders = {
        "bare cube": lambda: _bare(extract, BARE),
        "rates": lambda: _rates(extract, sets),
        "rates with intervals and tests": lambda: _tables(extract),
        "rates, single attributes": lambda: _rates(extract, singles),
    }
    frame = fairness_peers.frame_of(extract) if peers else None
    if peers:
        contenders["aequitas, single attributes"] = lambda: fairness_peers.by_aequitas(frame)
    seconds = in_turns(contenders, rounds)
    yield f"{len(sets)} sets of attributes over {rows:,} people, median of {rounds} rounds:"
    yield from _table(seconds)
    yield f"  rates / bare cube                             {seconds['rates'] / seconds['bare cube']:6.2f}"
    with_intervals = seconds["rates with intervals and tests"]
    yield f"  with intervals and tests / bare cube          {with_intervals / seconds['bare cube']:6.2f}"
    if peers:
        ours = _rates(extract, sets)
        yield from _aequitas(seconds, ours, fairness_peers.rates_of_aequitas(fairness_peers.by_aequitas(frame)))
        yield from _fairlearn(seconds, ours, *fairness_peers.by_fairlearn(frame, sets, peer_seconds), len(sets))


def _aequitas(seconds: Mapping[str, float], ours: Rates, theirs: Rates) -> Iterator[str]:
    fairness_peers.check_same(ours, theirs, "aequitas")
    ratio = seconds["aequitas, single attributes"] / seconds["rates, single attributes"]
    yield f"  aequitas / rates, single attributes           {ratio:6.1f} (goal: at least 2); the same rates"


def _fairlearn(seconds: Mapping[str, float], ours: Rates, theirs: Rates, taken: float, sets: int) -> Iterator[str]:
    """Once, for it is slow. Stopped early, what it took is less than it needs for all: a lower bound, and said so."""
    fairness_peers.check_same(ours, theirs, "fairlearn")
    bound = "" if len(theirs) == sets else f", a lower bound: it was stopped after {len(theirs)} of {sets} sets"
    yield f"  fairlearn, once                               {taken:8.3f} s{bound}"
    yield f"  fairlearn / rates                             {taken / seconds['rates']:6.0f} (goal: at least 150)"
    with_intervals = seconds["rates with intervals and tests"]
    yield f"  fairlearn / rates with intervals and tests    {taken / with_intervals:6.0f}; the same rates"


def _bare(extract: Extract, sql: str) -> object:
    return extract.connection.execute(sql).fetchnumpy()


def _tables(extract: Extract) -> tuple[Cube, tuple[Table, ...]]:
    counted = cube.build(extract)
    return counted, disparity.tables(counted, [benchmarks.load("london-2011")])


def _audit(extract: Extract) -> tuple[Cube, tuple[Table, ...], tuple[Cutoffs, ...]]:
    return *_tables(extract), cutoffs.over_all(extract)


def _audited_and_drawn(extract: Extract) -> tuple[bootstrap.Spread, ...]:
    counted, tables, _ = _audit(extract)
    return bootstrap.spreads(counted, tables)


def _rates(extract: Extract, sets: Sequence[Names]) -> Rates:
    """The rates that the peers give, of every set, from one cube."""
    counted = cube.build(extract)
    alike = cube.kinds(counted)
    selected, found = alike.came(SELECTED), alike.marks[:, -1] == cube.YES
    rates = {}
    for names in sets:
        groups, people = cube.roll_up(counted, names, alike)
        of, chosen = people.sum(axis=1), people @ selected
        of_found, of_not_found = people @ found, people @ ~found
        with np.errstate(invalid="ignore", divide="ignore"):
            figures = np.column_stack(
                [of, chosen / of, people @ (selected & found) / of_found, people @ (selected & ~found) / of_not_found]
            )
        rates[names] = dict(zip(groups, map(tuple, figures.tolist()), strict=True))
    return rates


def _table(seconds: Mapping[str, float]) -> Iterator[str]:
    for name, taken in seconds.items():
        yield f"  {name:45} {taken:8.3f} s"


def _memory_in_gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
