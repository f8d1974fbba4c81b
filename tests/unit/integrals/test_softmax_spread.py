"""What a softmax takes on a hull, against its values at points of it."""

from __future__ import annotations

import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from ibverify.integrals.softmax_spread import spread, surprise

SMALL = st.integers(-12, 12).map(lambda n: fmpq(n, 3))


@given(st.lists(st.tuples(SMALL, SMALL, SMALL), min_size=2, max_size=5), st.data())
def test_a_spread_holds_all_points_of_the_hull(corners, data):
    """The softmax at a drawn mixture of the corners, its losses and its entropy lie within the ranges."""
    drawn = data.draw(st.lists(st.integers(0, 9), min_size=len(corners), max_size=len(corners)).filter(any))
    point = [sum(w * corner[k] for w, corner in zip(drawn, corners, strict=True)) / sum(drawn) for k in range(3)]
    found, at = spread(corners), spread([point])
    for ranges, values in ((found.shares, at.shares), (found.losses, at.losses), ((found.entropy,), (at.entropy,))):
        assert all(outer.overlaps(inner) for outer, inner in zip(ranges, values, strict=True))


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, "1/9"), ("1/9", "1/2"), ("1/2", 1), ("1/3", "1/3")])
def test_surprise_holds_its_values(low, high):
    a, b = fmpq(*map(int, str(low).split("/"))), fmpq(*map(int, str(high).split("/")))
    whole = surprise(arb(a).union(arb(b)))
    inside = [a + (b - a) * i / 7 for i in range(8)]
    assert all(whole.overlaps(-arb(x) * arb(x).log() if x else arb(0)) for x in inside)
    assert whole < 0.3679
