r"""The variational bound on the precision: any conditional law Q of the label will do.

Chain     H(Y) = I(Y;L) + H(Y|L) <= I(Y;L) + H(Y|L) + E D(P_{Y|L} || Q)
Tight     Q the true posterior.
"""

from ibverify.examples.decoders import VARIATIONAL
from ibverify.kernel import D, H, I, calculation, channel, setting, source, surrogate
from ibverify.kernel.lemmas import entropy_splits
from ibverify.kernel.reasons import nonnegative
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

BOUND = I("Y", "L") + H("Y", "L") + D("L", "Q")
POSTERIOR = setting(X=source(), Y=channel("X", finite=True), L=channel("X"), Q=surrogate("Y", "L", exact=True))


def derivation():
    start = calculation(VARIATIONAL, H("Y")).equals(I("Y", "L") + H("Y", "L"), by=entropy_splits("Y", "L"))
    return start.at_most(BOUND, by=nonnegative(D("L", "Q")), because="divergences are not negative")


CLAIM = Claim(
    statement=Statement(
        says=r"$I(Y;L) \ge H(Y) - H(Y|L) - D(P_{Y|L} \| Q_{Y|L})$ for any conditional distribution $Q_{Y|L}$.",
        source="Sec. 9, eq. (20)",
    ),
    parts=[
        Part(
            says=r"$H(Y) \le I(Y;L) + H(Y|L) + D(P_{Y|L} \| Q_{Y|L})$, $Y$ finite; where the divergence is infinite "
            r"the bound is trivial.",
            evidence=Derived(VARIATIONAL, H("Y"), "<=", BOUND, derivation, moved=H("Y", "L") + D("L", "Q")),
            mutants=[
                near_miss("constant", "the inequality is strict", POSTERIOR, H("Y"), "<=", BOUND, strict=True),
                near_miss("direction", "the bound is one from above", VARIATIONAL, H("Y"), ">=", BOUND),
                near_miss("constant", "H(Y|L) may be left out", VARIATIONAL, H("Y"), "<=", I("Y", "L") + D("L", "Q")),
            ],
        )
    ],
)
