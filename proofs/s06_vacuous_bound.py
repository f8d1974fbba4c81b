r"""A bound on the generalization gap that grows with I(X;L) is vacuous where that is infinite."""

from ibverify.examples.layers import infinite_layers
from ibverify.kernel import INFINITY, H, I, calculation, function, network, setting, source
from ibverify.kernel.lemmas import of_a_function
from ibverify.kernel.reasons import hypothesis
from ibverify.kernel.terms import Statement as Formula
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

LAYER = setting(X=source(), L=function("X")).assuming(Formula(H("L"), "==", INFINITY))
ALMOST = setting(X=source("diffuse"), L=network("X", "invertible"))


def continuous():
    return calculation(LAYER, I("X", "L")).equals(H("L"), by=of_a_function("X", "L")).equals(INFINITY, by=hypothesis())


CLAIM = Claim(
    Statement(
        r"The bound of [30] on the generalization gap, which grows with $I(X;L)$, is infinite for deterministic "
        r"networks with continuous $X$ and $L$.",
        source="Sec. 6, [30]",
    ),
    parts=[
        Part(
            r"$I(X;L) = \infty$ if $H(L) = \infty$, as for continuous $L$.",
            Derived(LAYER, I("X", "L"), "==", INFINITY, continuous),
            [near_miss("hypothesis", "for any L", setting(X=source(), L=function("X")), I("X", "L"), "==", INFINITY)],
        ),
        Part(
            r"$I(X;L) = \infty$ at almost every choice of weights, for injective activations and $X$ that is not "
            r"discrete.",
            Derived(ALMOST, I("X", "L"), "==", INFINITY, lambda: infinite_layers("diffuse")),
            [
                near_miss(
                    "hypothesis",
                    "for any X",
                    setting(X=source(), L=network("X", "invertible")),
                    I("X", "L"),
                    "==",
                    INFINITY,
                )
            ],
        ),
    ],
    rests_on=["s06.continuous", "s08.beyond"],
    note="The formula of [30] is not judged here, only that it grows without bound with I(X;L).",
)
