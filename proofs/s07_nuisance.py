r"""The information on a nuisance may suffer from the same: infinite, or piecewise constant in the parameters.

Infinite  C determines X, L = f(X): I(C;L) = H(L), infinite if L is not discrete
Constant  X on finitely many points: networks whose outputs coincide at the same points have equal I(C;L)
Neither   C finite, X and L continuous: I(C;L) <= log|C|
"""

from ibverify.kernel import INFINITY, H, I, calculation, channel, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import finite, of_a_function, with_function
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

TRAIT = setting(C=source(), X=function("C"), L=function("X"))
CONTINUOUS = TRAIT.assuming(Formula(H("L"), "==", INFINITY))
POINTS = setting(C=source(), X=channel("C", finite=True), L=function("X"), M=function("L", is_="invertible"))
OTHER = setting(C=source(), X=channel("C", finite=True), L=function("X"), M=function("X"))
CLASSES = setting(C=source("finite"), U=source(), X=function("C", "U"), L=function("X"))


def infinite():
    start = calculation(CONTINUOUS, I("C", "L")).equals(H("L"), by=of_a_function("C", "L"))
    return start.equals(INFINITY, by=hypothesis())


def same():
    start = calculation(POINTS, I("C", "L")).equals(I("C", ["L", "M"]), by=with_function("C", "L", "M"))
    return start.equals(I("C", "M"), by=with_function("C", "M", "L"))


def bounded():
    return calculation(CLASSES, I("L", "C")).at_most(log_cardinality("C"), by=finite("L", "C"))


CLAIM = Claim(
    Statement(
        r"Depending upon the relation between $X$ and $C$, the term $I(C;L)$ may also suffer from the issues discussed "
        r"in Sec. 4.1 or Sec. 4.2 for deterministic DNNs.",
        source="Sec. 7, [33]",
    ),
    parts=[
        Part(
            r"If $C$ determines $X$ and $L$ is not discrete, so that $H(L) = \infty$, then $I(C;L) = \infty$.",
            Derived(CONTINUOUS, I("C", "L"), "==", INFINITY, infinite),
            [near_miss("hypothesis", "for any layer", TRAIT, I("C", "L"), "==", INFINITY)],
        ),
        Part(
            r"If $X$ has finitely many values, $I(C;L) = I(C;M)$ for two networks whose outputs $L$, $M$ coincide at "
            r"the same points: it takes no more values than there are partitions of the points.",
            Derived(POINTS, I("C", "L"), "==", I("C", "M"), same),
            [near_miss("hypothesis", "for any two networks", OTHER, I("C", "L"), "==", I("C", "M"))],
        ),
        Part(
            r"If $C$ has finitely many values, $I(C;L) \le \log|C|$, however continuous $X$ and $L$ are.",
            Derived(CLASSES, I("C", "L"), "<=", log_cardinality("C"), bounded),
            [near_miss("subject", "so is the entropy of L", CLASSES, H("L"), "<=", log_cardinality("C"))],
        ),
    ],
)
