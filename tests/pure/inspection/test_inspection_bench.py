"""The bench compares like with like: the peers have the same rates, or nothing is said."""

import pytest

from evenhand.cli.benches import fairness_peers, rates
from evenhand.cli.benches.invented_list import GROUPS, invented
from evenhand.inspection import cube, disparity


def test_the_rates_measured_are_those_of_fairlearn() -> None:
    extract = invented(1_000, threads=1)
    sets = disparity.usual_sets(cube.build(extract))[0]
    assert len(sets) == 22
    theirs, _ = fairness_peers.by_fairlearn(fairness_peers.frame_of(extract), sets[:8], limit=60)
    assert len(theirs) == 8
    fairness_peers.check_same(rates._rates(extract, sets), theirs, "fairlearn")


def test_a_peer_with_other_rates_stops_the_bench() -> None:
    ours = {("sex",): {("F",): (10.0, 0.5, 0.2, 0.1)}}
    with pytest.raises(fairness_peers.DisagreementError, match="aequitas gives other rates for sex"):
        fairness_peers.check_same(ours, {("sex",): {("F",): (10.0, 0.6, 0.2, 0.1)}}, "aequitas")
    with pytest.raises(fairness_peers.DisagreementError):
        fairness_peers.check_same(ours, {("sex",): {("M",): (10.0, 0.5, 0.2, 0.1)}}, "aequitas")


def test_a_peer_that_is_not_installed_is_named_with_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(module: str) -> None:
        raise ModuleNotFoundError(module)

    monkeypatch.setattr(fairness_peers, "import_module", missing)
    with pytest.raises(RuntimeError, match="aequitas, which is not installed: run `uv sync --group peers`"):
        fairness_peers.imported("aequitas.group")


def test_the_invented_list_is_the_same_every_time_and_in_every_combination() -> None:
    one, other = invented(20_000), invented(20_000)
    sql = f"SELECT {', '.join(GROUPS)}, selected, entered, outcome, score FROM people ORDER BY row"
    assert one.connection.execute(sql).fetchall() == other.connection.execute(sql).fetchall()
    groups, _, _ = cube.build(one).counts(tuple(GROUPS), "listed")
    assert len(groups) > 9_900


def test_measures_without_peers() -> None:
    said = list(rates.lines(2_000, 3_000, 1, peers=False, peer_seconds=1))
    assert any("audit / bare cube of six attributes" in line for line in said)
    assert not any("fairlearn" in line for line in said)
