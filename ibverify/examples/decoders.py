r"""The settings of Sec. 9: a label Y, features X, a layer L, its decoder's output T, and surrogates Q for the label.

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
DETERMINISTIC = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), T=function("L"), Q=surrogate("Y", "T"))
STOCHASTIC = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), T=channel("L"), Q=surrogate("Y", "T"))

Q_OF_L = pullback("Q", "T")  # (22): Q(y|l) = Q(y|h(l))


def two_steps() -> Calculation:
    """(24) with nothing subtracted: I(Y;L) + C(P_{Y|L} || Q_{Y|L}) >= H(Y)."""
    return (
        calculation(DETERMINISTIC, I("Y", "L") + C(Q_OF_L))
        .equals(I("Y", "L") + C("Q"), by=pulled_back("Q", "T"), because="(c), by (23)")
        .at_least(I("Y", "T") + C("Q"), by=data_processing("Y", "T", through="L"), because="(a), data processing")
        .equals(I("Y", "T") + H("Y", "T") + D("T", "Q"), by=split("Q"))
        .at_least(I("Y", "T") + H("Y", "T"), by=nonnegative(D("T", "Q")), because="(b), nonnegativity")
        .equals(H("Y"), by=entropy_splits("Y", "T"))
    )


def two_losses() -> Calculation:
    """I(Y;L) + C(Q_{Y|L}) = H(Y) + I(Y;L|T) + E D(P_{Y|T} || Q): the losses of the decoder and of the rule."""
    decoder, rule = I("Y", "L", "T"), D("T", "Q")
    return (
        calculation(DETERMINISTIC, I("Y", "L") + C(Q_OF_L))
        .equals(I("Y", "L") + C("Q"), by=pulled_back("Q", "T"), because="(23)")
        .equals(I("Y", ["L", "T"]) + C("Q"), by=with_function("Y", "L", "T"))
        .equals(I("Y", "T") + decoder + C("Q"), by=chain("Y", "T", "L"))
        .equals(I("Y", "T") + decoder + H("Y", "T") + rule, by=split("Q"))
        .equals(H("Y") + decoder + rule, by=entropy_splits("Y", "T"))
    )
