"""Two deterministic networks whose outputs coincide at the same points: functions of each other, Sec. 4.2."""

from __future__ import annotations

from ibverify.kernel import Calculation, I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import with_function

SAME = setting(X=source("finite"), Y=channel("X", finite=True), L=function("X"), M=function("L", is_="invertible"))
OTHER = setting(X=source("finite"), Y=channel("X", finite=True), L=function("X"), M=function("X"))


def same_partition(of: str) -> Calculation:
    """I(V;L) = I(V;M) for V = X and V = Y."""
    start = calculation(SAME, I(of, "L")).equals(I(of, ["L", "M"]), by=with_function(of, "L", "M"))
    return start.equals(I(of, "M"), by=with_function(of, "M", "L"))
