r"""The information on a nuisance suffers from the same: infinite where it determines the features and the layer is
continuous.

Chain     C determines X, L = f(X): I(C;L) = H(L), infinite unless L is discrete
          C finite: I(C;L) <= log|C|, and it takes finitely many values
"""

from ibverify.kernel import INFINITY, H, I, calculation, function, log_cardinality, setting, source
from ibverify.kernel.lemmas import finite, of_a_function
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

TRAIT = setting(C=source(), X=function("C"), L=function("X"))
CONTINUOUS = TRAIT.assuming(Formula(H("L"), "==", INFINITY))
CLASSES = setting(C=source("finite"), U=source(), X=function("C", "U"), L=function("X"))


def infinite():
    start = calculation(CONTINUOUS, I("C", "L")).equals(H("L"), by=of_a_function("C", "L"))
    return start.equals(INFINITY, by=hypothesis())


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
            r"If $C$ has finitely many values, $I(C;L) \le \log|C|$, however continuous $X$ and $L$ are.",
            Derived(CLASSES, I("C", "L"), "<=", log_cardinality("C"), bounded),
            [near_miss("subject", "so is the entropy of L", CLASSES, H("L"), "<=", log_cardinality("C"))],
        ),
    ],
)
