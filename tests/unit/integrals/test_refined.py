"""Precision grows until the ball is small."""

from __future__ import annotations

from flint import arb, ctx, fmpq

from ibverify.integrals.refined import refined


def test_the_precision_is_doubled_until_it_is_enough():
    """1/3 needs about as many bits as are asked for; a ball that is not finite is no answer."""
    seen: list[int] = []

    def third() -> arb:
        seen.append(ctx.prec)
        return arb("nan") if len(seen) == 1 else arb(1) / 3

    low, high = refined(third, 100, 20)
    assert low < fmpq(1, 3) < high
    assert high - low <= fmpq(1, 1 << 100)
    assert seen == [20, 40, 80, 160]
