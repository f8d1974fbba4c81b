"""A mixture, controlled by a finite Y, and V, its quantized layer: H(V) is H(V|Y), and at most log|Y| more."""

from __future__ import annotations

from ibverify.kernel import Calculation, H, I, calculation, channel, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import entropy_splits, finite
from ibverify.kernel.reasons import nonnegative

MIXTURE = setting(Y=source("finite"), X=channel("Y"), L=function("X"), V=function("L"))
GIVEN = H("V", "Y")
AT_MOST = log_cardinality("Y") + GIVEN


def below() -> Calculation:
    """H(V|Y) <= I(V;Y) + H(V|Y) = H(V)."""
    start = calculation(MIXTURE, GIVEN).at_most(I("V", "Y") + GIVEN, by=nonnegative(I("V", "Y")))
    return start.equals(H("V"), by=entropy_splits("V", "Y"))


def above() -> Calculation:
    """H(V) = I(V;Y) + H(V|Y) <= log|Y| + H(V|Y)."""
    start = calculation(MIXTURE, H("V")).equals(I("V", "Y") + GIVEN, by=entropy_splits("V", "Y"))
    return start.at_most(AT_MOST, by=finite("V", "Y"))
