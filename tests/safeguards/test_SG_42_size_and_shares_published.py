"""SG-42: size, zero share and bands as at a date, from a snapshot whose fingerprint is always the same."""

from pathlib import Path
from typing import Any

import casefile
import pytest
import sidedoor

from evenhand.casework import governance
from evenhand.register.actions import scoring
from evenhand.register.database import STATISTICS
from evenhand.register.models import Snapshot
from evenhand.register.reads import figures
from evenhand.safeguards import Refused
from registered import Register

FIGURES: dict[str, Any] = {
    "size": 5, "decided": 2, "inherited": 3, "restricted": 3, "overdue": 1, "zero": 2,
    "bands": {"none": 2, "amber": 2, "red": 1},
}  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"inherited": 2}, "decided and inherited come to 4"),
        ({"bands": {"none": 2, "amber": 2}}, "bands come to 4"),
        ({"bands": {"none": 2, "amber": 2, "red": 2}}, "bands come to 6"),
        ({"size": 6}, "decided and inherited come to 5 and bands come to 5"),
        ({"zero": 6}, "zero is 6"),
        ({"restricted": -1}, "restricted is -1"),
    ],
)
def test_refuses_figures_that_do_not_add_up(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match="SG-42") as caught:
        governance.check_public_figures(FIGURES | wrong)
    assert said in caught.value.because
    governance.check_public_figures(FIGURES)


def test_refuses_to_publish_figures_that_do_not_add_up(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "counted", lambda *_: FIGURES | {"size": 4})
    with casefile.refused(register, "SG-42", "The size is 4"):
        figures.publish(as_at=casefile.TODAY, by=register.account("register"))
    assert not Snapshot.objects.exists()


def test_the_same_snapshot_twice_has_the_same_figures_and_the_same_fingerprint(
    register: Register, tmp_path: Path
) -> None:
    by = register.account("register")
    casefile.enter(register, casefile.eligible(register, tmp_path))
    casefile.known(register, tmp_path, "P2")
    register.load(tmp_path, "listings", {"person_reference": "P2"})
    scoring.score_everybody(by=by, as_at=casefile.TODAY)
    first, again = (figures.publish(as_at=casefile.TODAY, by=by) for _ in range(2))
    assert (first.figures, first.digest) == (again.figures, again.digest)
    assert first.digest == figures.digest_of(dict(reversed(first.figures.items())))
    told = {name: first.figures[name] for name in ("as_at", "size", "decided", "inherited", "restricted", "zero")}
    assert told == {
        "as_at": "2026-11-23", "size": 2, "decided": 1, "inherited": 1, "restricted": 1, "zero": 1,
    }  # fmt: skip
    assert sum(first.figures["bands"].values()) == 2
    casefile.enter(register, casefile.eligible(register, tmp_path, "P3"))
    assert figures.publish(as_at=casefile.TODAY, by=by).digest != first.digest


def test_any_other_figure_has_another_fingerprint() -> None:
    whole = figures.digest_of(FIGURES)
    assert len({whole, *(figures.digest_of(FIGURES | {name: 9}) for name in FIGURES)}) == len(FIGURES) + 1


def test_what_was_published_cannot_be_changed_or_removed(peopled: Register) -> None:
    figures.publish(as_at=casefile.TODAY, by=peopled.account("register"))
    for attempt in (
        "UPDATE register_snapshot SET figures = '{}'", "DELETE FROM register_snapshot", "TRUNCATE register_snapshot",
    ):  # fmt: skip
        with sidedoor.forbidden("table register_snapshot"), sidedoor.line(peopled, opens="everything") as line:
            line.execute(attempt)
    with sidedoor.forbidden("table register_snapshot"), sidedoor.line(peopled, STATISTICS) as line:
        line.execute("DELETE FROM register_snapshot")


def test_the_figures_name_nobody(peopled: Register) -> None:
    published = figures.publish(as_at=casefile.TODAY, by=peopled.account("register"))
    assert set(published.figures) == {"as_at", "instrument", "score_run", "offers", "groups", *FIGURES}
