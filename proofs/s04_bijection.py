r"""The functional does not see invertible maps of the representation, stochastic encoders and infinite terms included.

Chain     I(X;L) = I(X;L,M) = I(X;M), as M is a function of L, and L one of M; the same with Y
"""

from ibverify.kernel import I, calculation, channel, function, setting, source
from ibverify.kernel.lemmas import with_function
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SETTING = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), M=function("L", is_="invertible"))
ANY = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), M=function("L"))


def invariance(of):
    start = calculation(SETTING, I(of, "L")).equals(I(of, ["L", "M"]), by=with_function(of, "L", "M"))
    return start.equals(I(of, "M"), by=with_function(of, "M", "L"))


CLAIM = Claim(
    statement=Statement(says=r"The IB functional is invariant under bijections of $L$.", source="Sec. 4.3"),
    parts=[
        Part(
            says=r"$I(X;L) = I(X;M)$ for an invertible function $M$ of $L$, measurable both ways.",
            evidence=Derived(SETTING, I("X", "L"), "==", I("X", "M"), lambda: invariance("X")),
            mutants=[near_miss("hypothesis", "any function will do", ANY, I("X", "L"), "==", I("X", "M"))],
        ),
        Part(
            says=r"$I(Y;L) = I(Y;M)$.",
            evidence=Derived(SETTING, I("Y", "L"), "==", I("Y", "M"), lambda: invariance("Y")),
            mutants=[near_miss("hypothesis", "any function will do", ANY, I("Y", "L"), "==", I("Y", "M"))],
        ),
    ],
)
