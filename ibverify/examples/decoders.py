r"""The settings of Sec. 9: a label Y, features X, a layer L, its decoder's output Yt, and surrogates Q for the label.

The encoder $P_{L|X}$ is any channel, so a deterministic one too; laws are finite, continuous or mixed alike.
"""

from __future__ import annotations

from ibverify.kernel import (
    C,
    Calculation,
    D,
    H,
    I,
    calculation,
    channel,
    function,
    pullback,
    setting,
    source,
    surrogate,
)
from ibverify.kernel.lemmas import data_processing, entropy_splits, pulled_back, split, with_function
from ibverify.kernel.reasons import chain, nonnegative

VARIATIONAL = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), Q=surrogate("Y", "L"))
DETERMINISTIC = setting(
    X=source(), Y=channel("X", finite=True), L=channel("X"), Yt=function("L"), Q=surrogate("Y", "Yt")
)
STOCHASTIC = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), Yt=channel("L"), Q=surrogate("Y", "Yt"))

Q_OF_L = pullback("Q", "Yt")  # (22): Q(y|l) = Q(y|h(l))


def two_steps() -> Calculation:
    """(24) with nothing subtracted: I(Y;L) + C(P_{Y|L} || Q_{Y|L}) >= H(Y)."""
    return (
        calculation(DETERMINISTIC, I("Y", "L") + C(Q_OF_L))
        .equals(I("Y", "L") + C("Q"), by=pulled_back("Q", "Yt"), because="(c), by (23)")
        .at_least(I("Y", "Yt") + C("Q"), by=data_processing("Y", "Yt", through="L"), because="(a), data processing")
        .equals(I("Y", "Yt") + H("Y", "Yt") + D("Yt", "Q"), by=split("Q"))
        .at_least(I("Y", "Yt") + H("Y", "Yt"), by=nonnegative(D("Yt", "Q")), because="(b), nonnegativity")
        .equals(H("Y"), by=entropy_splits("Y", "Yt"))
    )


def two_losses() -> Calculation:
    """I(Y;L) + C(Q_{Y|L}) = H(Y) + I(Y;L|Yt) + E D(P_{Y|Yt} || Q): the losses of the decoder and of the rule."""
    decoder, rule = I("Y", "L", "Yt"), D("Yt", "Q")
    return (
        calculation(DETERMINISTIC, I("Y", "L") + C(Q_OF_L))
        .equals(I("Y", "L") + C("Q"), by=pulled_back("Q", "Yt"), because="(23)")
        .equals(I("Y", ["L", "Yt"]) + C("Q"), by=with_function("Y", "L", "Yt"))
        .equals(I("Y", "Yt") + decoder + C("Q"), by=chain("Y", "Yt", "L"))
        .equals(I("Y", "Yt") + decoder + H("Y", "Yt") + rule, by=split("Q"))
        .equals(H("Y") + decoder + rule, by=entropy_splits("Y", "Yt"))
    )
