"""Random but sound instruments, and random histories for them, for property tests."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from evenhand.evidence.vocabulary import Standing
from evenhand.scoring import instrument
from evenhand.scoring.events import UNPROVEN, ScoringEvent

DATED = date(2026, 11, 23)
DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))


def document(**changes: Any) -> dict[str, Any]:
    """A small sound instrument as a parsed TOML document; give a table by name to replace it."""
    return {
        "instrument": {"id": "tiny", "title": "Tiny", "edition": "1", "dated": DATED, "status": "test"},
        "sources": {"test": {"title": "A test", "edition": "1", "checked_on": DATED}},
        "severity": [
            severity("1", "5475"),
            severity("8N", "0.001"),
            severity("34B", 365),
            severity("46", "0", note="outside"),
        ],
        "standing": [standing(one) for one in Standing],
        "recency": [
            {"from_month": 0, "to_month": 11, "ppm": 1_000_000, "reason": "full"},
            {"from_month": 12, "to_month": 35, "ppm": 500_000, "reason": "half"},
            {"from_month": 36, "ppm": 0, "reason": "nothing"},
        ],
        "band": [
            {"name": "none", "from_points": "0", "reason": "nothing"},
            {"name": "low", "from_points": "0.001", "reason": "something"},
            {"name": "high", "from_points": "365", "reason": "much"},
        ],
    } | changes


def severity(offence: str, days: str | int, **more: Any) -> dict[str, Any]:
    row = {"offence": offence, "title": f"Offence {offence}", "subgroup": "Test", "days": days, "source": "test"}
    return row | {"verified": True} | more


def standing(one: Standing, permille: int = 1000, **more: Any) -> dict[str, Any]:
    return {"standing": str(one), "permille": 0 if one in UNPROVEN else permille, "reason": "a test"} | more


@st.composite
def instruments(draw: st.DrawFn) -> instrument.Instrument:
    """An instrument with any weights, caps, steps and cuts that the rules of soundness allow."""
    codes = draw(
        st.lists(st.sampled_from(["1", "2", "5D", "8N", "34B", "10D", "105A", "19C"]), min_size=1, unique=True)
    )
    millidays = draw(st.lists(st.integers(0, 100_000_000), min_size=len(codes), max_size=len(codes)))
    rows = [severity(code, _text(number), note="a note") for code, number in zip(codes, millidays, strict=True)]
    weights = [
        standing(one, draw(st.integers(0, 1000)), **draw(st.sampled_from([{}, {"cap_days": "1.5"}, {"cap_days": 900}])))
        for one in Standing
    ]
    starts = [0, *sorted(draw(st.sets(st.integers(1, 60), min_size=1, max_size=4)))]
    left = sorted(draw(st.lists(st.integers(0, 1_000_000), min_size=len(starts), max_size=len(starts))), reverse=True)
    steps: list[dict[str, Any]] = [
        {"from_month": at, "ppm": ppm, "reason": "x"} for at, ppm in zip(starts, left, strict=True)
    ]
    for step, following in zip(steps, starts[1:], strict=False):
        step["to_month"] = following - 1
    steps[-1]["ppm"] = 0
    cuts = [0, *sorted(draw(st.sets(st.integers(1, 10_000_000), max_size=4)))]
    bands = [{"name": f"b{place}", "from_points": _text(cut), "reason": "x"} for place, cut in enumerate(cuts)]
    return instrument.from_document(
        document(severity=rows, standing=weights, recency=steps, band=bands), "a random one"
    )


def histories(rule: instrument.Instrument, as_at: date) -> st.SearchStrategy[list[ScoringEvent]]:
    """Events around the dates at which points change, before and after `as_at`."""
    near = st.builds(
        lambda months, days: as_at - timedelta(days=months * 30 + days), st.integers(-3, 70), st.integers(-3, 33)
    )
    event = st.builds(
        ScoringEvent,
        st.just("e"),
        st.sampled_from(list(rule.severities)),
        st.sampled_from(Standing),
        st.one_of(DAYS, near),
    )
    return st.lists(event, max_size=25)


def _text(number: int) -> str:
    return f"{number // 1000}.{number % 1000:03}"
