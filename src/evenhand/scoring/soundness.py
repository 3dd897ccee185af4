"""What an instrument must be before it may score anybody. Each rule says in words what is wrong."""

from collections.abc import Iterator
from itertools import pairwise

from evenhand.evidence.vocabulary import Standing
from evenhand.scoring.events import CAUSED, UNPROVEN
from evenhand.scoring.rows import Instrument

PERMILLE_FULL = 1000
PPM_FULL = 1_000_000
# Above any sentence, and low enough that no product of the three weights can overflow 64 bits.
LONGEST_MILLIDAYS = 100_000 * 1000


def problems(instrument: Instrument) -> list[str]:
    """Every reason why this instrument may not be used, or an empty list."""
    return [
        *_severity_problems(instrument),
        *_standing_problems(instrument),
        *_recency_problems(instrument),
        *_band_problems(instrument),
    ]


def _severity_problems(instrument: Instrument) -> Iterator[str]:
    if not instrument.severities:
        yield "there is no severity row"
    for row in instrument.severities.values():
        if row.millidays > LONGEST_MILLIDAYS:
            yield f"severity {row.offence}: more than {LONGEST_MILLIDAYS // 1000} days"
        if row.millidays == 0 and not row.note:
            yield f"severity {row.offence}: a row worth nothing must say why in its note"


def _standing_problems(instrument: Instrument) -> Iterator[str]:
    for standing in Standing:
        if standing not in instrument.standings:
            yield f"standing {standing} has no row"
    for row in instrument.standings.values():
        if not 0 <= row.permille <= PERMILLE_FULL:
            yield f"standing {row.standing}: permille must be from 0 to {PERMILLE_FULL}"
        if row.standing in UNPROVEN and row.permille != 0:
            yield f"standing {row.standing}: must be worth exactly nothing"
        if row.standing in CAUSED and not row.reason:
            yield f"standing {row.standing}: a reason is missing"


def _recency_problems(instrument: Instrument) -> Iterator[str]:
    steps = instrument.recency
    if not steps:
        yield "there is no recency step"
        return
    if steps[0].from_month != 0:
        yield "recency must begin at month 0"
    for step, following in pairwise(steps):
        if step.to_month is None or step.to_month + 1 != following.from_month or step.to_month < step.from_month:
            yield f"recency has a gap or an overlap between months {step.from_month} and {following.from_month}"
        if following.ppm > step.ppm:
            yield f"recency may never rise, and it does at month {following.from_month}"
    if any(not 0 <= step.ppm <= PPM_FULL for step in steps):
        yield f"recency must be from 0 to {PPM_FULL} ppm"
    if steps[-1].to_month is not None or steps[-1].ppm != 0:
        yield "recency must end at 0 ppm in a step without to_month"


def _band_problems(instrument: Instrument) -> Iterator[str]:
    cuts = [band.from_millipoints for band in instrument.bands]
    if not cuts or cuts[0] != 0:
        yield "the first band must begin at 0 points"
    if cuts != sorted(set(cuts)):
        yield "bands must be in rising order, each with a cut of its own"
    names = [band.name for band in instrument.bands]
    if len(set(names)) != len(names):
        yield "two bands have the same name"
