import sys
from dataclasses import replace

import numpy as np
import pytest

from evenhand.scoring import batch, bench, pandas_peer, table


def test_a_small_run_reports_every_contender_and_one_digest() -> None:
    report = bench.run(people=200, events=3_000, repeats=1)
    assert len(report.digest) == 64
    assert all(seconds > 0 for seconds in report.seconds.values())
    assert "goal: at most 1.3" in "\n".join(report.lines())
    assert report.memory_ratio > 0
    assert report.pandas_ratio > 0


def test_refuses_to_report_where_engines_disagree(monkeypatch: pytest.MonkeyPatch) -> None:
    right = pandas_peer.score_parquet

    def wrong(*given: object) -> batch.Totals:
        totals = right(*given)  # type: ignore[arg-type]
        return replace(totals, caused_millipoints=totals.caused_millipoints + 1)

    monkeypatch.setattr(pandas_peer, "score_parquet", wrong)
    with pytest.raises(bench.DisagreementError, match="do not agree"):
        bench.run(people=20, events=200, repeats=1)


def test_refuses_to_report_where_the_reference_engine_disagrees(monkeypatch: pytest.MonkeyPatch) -> None:
    right = table.points_table

    def wrong(rule: object) -> object:
        points = right(rule)  # type: ignore[arg-type]
        return replace(points, caused=np.where(points.caused > 0, points.caused + 1, 0).astype(np.int32))

    monkeypatch.setattr(table, "points_table", wrong)
    with pytest.raises(bench.DisagreementError, match="reference engine gives person"):
        bench.run(people=20, events=200, repeats=1)


def test_says_what_to_install_where_pandas_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pandas_peer, "find_spec", lambda _: None)
    with pytest.raises(RuntimeError, match="pandas, which is not installed"):
        bench.run(people=1, events=1, repeats=1)


def test_scoring_needs_no_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    columns = bench.invent(10, 100, 130)
    totals = batch.score_everybody(columns, bench.instrument.load("demonstration-2026-11"), bench.AS_AT)
    assert len(totals.person) == len(np.unique(columns["person"]))
