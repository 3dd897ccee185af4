import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_instruments import DAYS, document, histories, instruments, severity

from evenhand.evidence.vocabulary import Standing
from evenhand.scoring import chart, engine, explain, instrument, invented
from evenhand.scoring.events import ScoringEvent

AS_AT = date(2026, 11, 23)
RULE = instrument.load("demonstration-2026-11")
SVG = "{http://www.w3.org/2000/svg}"


def _scored(*events: tuple[str, Standing, date], rule: instrument.Instrument = RULE) -> engine.Score:
    return engine.score([ScoringEvent(f"e{at}", *event) for at, event in enumerate(events)], rule, AS_AT)


def test_an_event_is_explained_in_plain_words() -> None:
    scored = _scored(("34B", Standing.CONVICTED, date(2025, 1, 31)))
    assert explain.event_sentence(scored.lines[0]) == (
        "Robbery of personal property on 31 January 2025: found guilty by a court. The rule gives it 365 days. "
        "As it stands, all of it counts. It happened 21 whole months ago, so only 50% is left. "
        "That makes 182.5 points of harm caused."
    )


def test_a_cap_is_explained() -> None:
    scored = _scored(("1", Standing.TEST_MET, date(2026, 11, 1)))
    assert "The rule gives it 5,475 days. At most 365 days can count." in explain.event_sentence(scored.lines[0])
    assert "the most that can count; the offence has 5,475" in scored.lines[0].rule


def test_harm_suffered_is_said_to_be_suffered() -> None:
    scored = _scored(("8N", Standing.SUFFERED, date(2026, 11, 1)))
    said = " ".join(explain.sentences(scored, RULE))
    assert "done to this person" in said
    assert "20 points of harm suffered" in said
    assert "harm caused is 0 points: band none" in said
    assert "No harm caused is left to fall." in said


@pytest.mark.parametrize("standing", [one for one in Standing if RULE.standings[one].permille == 0])
def test_an_event_worth_nothing_says_why(standing: Standing) -> None:
    sentence = explain.event_sentence(_scored(("1", standing, date(2026, 11, 1))).lines[0])
    assert re.search(r": 0 points\. (Counts nothing: \w+|Seen, not done)", sentence)


def test_the_calendar_is_told_to_its_end() -> None:
    said = explain.sentences(_scored(("34B", Standing.CHARGED, date(2026, 1, 31))), RULE)
    assert said[-3:] == (
        "On 31 January 2027 the score falls to 182.5 points, which is in the band low.",
        "On 31 January 2028 the score falls to 91.25 points, which is in the band low.",
        "On 31 January 2029 nothing is left: 0 points.",
    )


def test_a_table_has_a_row_with_its_source_for_each_event() -> None:
    scored = _scored(("5D", Standing.CHARGED, date(2026, 1, 31)), ("8N", Standing.WITNESSED, date(2026, 1, 31)))
    first, second = explain.table(scored, RULE)
    assert (first.days, first.verification, first.recency, first.points) == ("1,460", "100%", "100%", "1,460")
    assert (first.direction, second.direction) == ("caused", "neither")
    assert "edition" in first.source
    assert not first.verified


def test_refuses_to_explain_a_score_by_another_instrument() -> None:
    with pytest.raises(ValueError, match="This score was made with tiny"):
        explain.sentences(_scored(rule=instrument.from_document(document(), "tiny")), RULE)


@given(st.data(), instruments(), DAYS)
def test_the_points_in_the_table_add_up_to_the_score(
    data: st.DataObject, rule: instrument.Instrument, as_at: date
) -> None:
    scored = engine.score(data.draw(histories(rule, as_at)), rule, as_at)
    shown = [row for row in explain.table(scored, rule) if row.direction == "caused"]
    assert sum(_millipoints(row.points) for row in shown) == scored.caused_millipoints
    assert all(explain.event_sentence(line).endswith((".", "a note")) for line in scored.lines)


def _millipoints(shown: str) -> int:
    whole, _, rest = shown.replace(",", "").partition(".")
    return int(whole) * 1000 + int(rest.ljust(3, "0"))


@given(st.data(), instruments(), DAYS)
def test_the_chart_is_sound_and_stays_inside_its_box(
    data: st.DataObject, rule: instrument.Instrument, as_at: date
) -> None:
    scored = engine.score(data.draw(histories(rule, as_at)), rule, as_at)
    drawn = ElementTree.fromstring(chart.falling_score_svg(scored, rule.bands))  # noqa: S314 (our own text)
    assert drawn.find(f"{SVG}title") is not None
    assert drawn.find(f"{SVG}desc") is not None
    for path in drawn.iter(f"{SVG}path"):
        assert all(0 <= int(number) <= chart.WIDTH for number in re.findall(r"\d+", path.attrib["d"]))


def test_the_chart_has_no_script_and_no_style() -> None:
    drawn = chart.falling_score_svg(_scored(("34B", Standing.CHARGED, date(2026, 1, 31))), RULE.bands)
    assert "style=" not in drawn
    assert "script" not in drawn
    assert 'aria-labelledby="falling-score-title falling-score-desc"' in drawn


def test_the_chart_escapes_the_names_of_bands() -> None:
    bands = [{"name": name, "from_points": cut, "reason": "x"} for name, cut in (("none", "0"), ("<b>&", "200"))]
    rule = instrument.from_document(document(band=bands, severity=[severity("34B", "365")]), "odd names")
    drawn = chart.falling_score_svg(_scored(("34B", Standing.CHARGED, date(2026, 1, 31)), rule=rule), rule.bands)
    assert "&lt;b&gt;&amp;" in drawn
    assert "<b>" not in drawn


def test_the_chart_of_nothing_says_so() -> None:
    assert "Nothing is left" in chart.falling_score_svg(_scored(), RULE.bands)


def test_invented_events_can_be_typed() -> None:
    rows = [
        {"offence": " 34B ", "standing": "charged", "occurred_on": "2026-05-01"},
        {"offence": "", "standing": "", "occurred_on": ""},
    ]
    assert invented.from_invented(rows, RULE) == (ScoringEvent("1", "34B", Standing.CHARGED, date(2026, 5, 1)),)


def test_invented_events_that_cannot_be_read_are_all_named_kindly() -> None:
    rows = [{"offence": "ZZ", "standing": "", "occurred_on": "1 May"}, {"offence": "1", "standing": "charged"}]
    with pytest.raises(invented.InventedError) as refused:
        invented.from_invented(rows, RULE)
    assert refused.value.problems == (
        "Event 1: choose an offence from the list; ZZ is not on it.",
        f"Event 1: choose how far it is established: {', '.join(Standing)}.",
        "Event 1: give the date as year-month-day, for example 2026-03-27.",
        "Event 2: give the date as year-month-day, for example 2026-03-27.",
    )
