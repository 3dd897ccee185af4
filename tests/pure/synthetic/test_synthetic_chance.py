"""Exact shares and repeatable chance."""

from collections import Counter
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from evenhand.synthetic.chance import allot, deal, rounded, stream

SHARES = st.lists(st.integers(1, 100).map(lambda part: Decimal(part) / 100), min_size=1, max_size=12)


@given(st.integers(0, 100_000), SHARES)
def test_the_parts_add_up_and_none_is_negative(total, shares):
    parts = allot(total, shares)
    assert sum(parts) == total
    assert min(parts) >= 0


@given(st.integers(0, 100_000), SHARES)
def test_every_leading_part_of_the_list_has_its_own_rounded_share(total, shares):
    parts = allot(total, shares)
    for end in range(1, len(shares) + 1):
        assert sum(parts[:end]) == rounded(total * sum(shares[:end]) / sum(shares))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=8), st.integers(0, 10))
def test_a_hand_holds_each_kind_as_often_as_dealt(counts, seed):
    dealt = Counter(deal(counts, stream(seed, "hand")))
    assert all(dealt[kind] == count for kind, count in enumerate(counts))


def test_a_half_rounds_upwards():
    assert [rounded(Decimal(text)) for text in ("0.5", "1.5", "2.49")] == [1, 2, 2]


def test_purposes_do_not_share_a_stream():
    assert stream(1, "names").random() == stream(1, "names").random()
    assert stream(1, "names").random() != stream(1, "ethnicity").random()
