"""Balls that are computed again with more bits until they are small."""

from __future__ import annotations

from collections.abc import Callable

from flint import arb, ctx, fmpq

from ibverify.exact.value import ball_ends


def refined(compute: Callable[[], arb], bits: int, precision: int) -> tuple[fmpq, fmpq]:
    """The ends of the ball that `compute` returns, with a width of about $2^{-bits}$ at most; rigorous if the ball is.

    The working precision starts at `precision` and is doubled as often as needed: the radius has to get that small.
    """
    while True:
        with ctx.workprec(precision):
            ball = compute()
            if ball.is_finite() and ball.rad() < arb(2) ** (-bits - 1):
                return ball_ends(ball)
        precision *= 2
