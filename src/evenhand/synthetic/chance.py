"""Seeded chance, one stream for each purpose, so that what one purpose draws never changes what another gets."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import accumulate
from random import Random


def stream(seed: int, purpose: str) -> Random:
    """A stream of numbers for one purpose; the same seed and purpose always give the same numbers."""
    return Random(f"{seed}/{purpose}")  # noqa: S311 - an invented county needs repeatable numbers, not secret ones


def rounded(number: Decimal) -> int:
    """The nearest whole number, a half upwards."""
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def allot(total: int, shares: Sequence[Decimal]) -> list[int]:
    """Divide `total` in the given shares, which need not add up to one.

    Rounded at the running totals: the parts always add up to `total`, and so does every leading part of the list to
    its own rounded share.
    """
    running = list(accumulate(shares))
    ends = [rounded(total * part / running[-1]) for part in running]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def deal(counts: Sequence[int], chance: Random) -> bytearray:
    """A shuffled hand in which each number 0, 1, 2... occurs exactly as often as `counts` says; at most 256 kinds."""
    hand = bytearray()
    for kind, count in enumerate(counts):
        hand.extend(bytes([kind]) * count)
    chance.shuffle(hand)
    return hand
