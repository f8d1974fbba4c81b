r"""Theorem 1: the compression term is infinite for almost every choice of weights.

Chain     I(X;L) = H(X) for almost every choice of weights (s08.beyond), and H(X) = oo for a law with a continuous part
Paper     the route of Sec. 8: correlation dimension up to (17), for a density; then, in place of (18) and (19), entropy
          is concave, so H(L) = oo for a mixture as well, and I(X;L) = H(L)
Needed    injective activations, a law that is not discrete, almost every choice: not every one
Not       a continuous density, compact support, more than one layer
"""

from ibverify.examples.counterexamples import is_infinite
from ibverify.examples.dimensions import LAYERS
from ibverify.examples.layers import MIXED, infinite_as_printed, infinite_layers
from ibverify.kernel import INFINITY, I, function, network, setting, source
from ibverify.ledger import Claim, Derived, Mutant, Part, Statement, near_miss

NET = setting(X=source("component"), L=network("X", "invertible"))
DISCRETE = setting(X=source(), L=network("X", "invertible"))
CRUDE = setting(X=source(), L=function("X"))


CLAIM = Claim(
    statement=Statement(
        says=r"Let the distribution of $X$ have an absolutely continuous component with a density that is continuous "
        r"on a compact set, and let $\sigma$ be bi-Lipschitz or continuously differentiable with strictly positive "
        r"derivative. Then, for every $i = 1, \dots, m$ and almost every choice of $\mathbf W_0, \dots, \mathbf W_i$, "
        r"$I(X;L_{i+1}) = \infty$.",
        source="Sec. 4.1, Theorem 1, eq. (5)",
    ),
    parts=[
        Part(
            says=r"$I(X;L) = \infty$ for every layer, the first included, and injective Borel activations.",
            evidence=Derived(NET, I("X", "L"), "==", INFINITY, lambda: infinite_layers("component")),
            mutants=[
                near_miss("hypothesis", "X may be discrete", DISCRETE, I("X", "L"), "==", INFINITY),
                near_miss("hypothesis", "for any deterministic network", CRUDE, I("X", "L"), "==", INFINITY),
                Mutant("quantifier", "for every choice of the weights", lambda: is_infinite("leaky_relu", 0)),
                Mutant("hypothesis", "for ReLU as well, which is not injective", lambda: is_infinite("relu", -1)),
            ],
        ),
        Part(
            says=r"The same by way of (14) to (17), then concavity of entropy, for the activations of the theorem.",
            evidence=Derived(MIXED, I("X", "L"), "==", INFINITY, infinite_as_printed),
            mutants=[
                near_miss("hypothesis", "X may be discrete", DISCRETE, I("X", "L"), "==", INFINITY),
                Mutant("quantifier", "for every choice of the weights", lambda: is_infinite("leaky_relu", 0)),
            ],
            estimates=LAYERS,
        ),
    ],
    rests_on=["s08.beyond", "s08.eq17"],
)
