r"""Stronger than Theorem 1: almost every network with injective activations loses nothing, whatever the law of X.

Chain     P(L_{i+1} = L'_{i+1}) = P(L_i = L'_i) for independent copies and almost every W_i: two points that differ meet
          for a null set of W only (Tonelli). By induction over the layers P(L = L') = P(X = X'), so L has the atoms of
          X, and I(X;L) = H(L) = H(X)
Order     law and biases first, then almost every choice of weights: the null set depends on them, and no choice of a
          narrow layer is good for all laws
"""

from ibverify.examples.counterexamples import is_infinite, keeps_two_points
from ibverify.examples.layers import any_law, injective_layers, one_layer
from ibverify.kernel import H, I, function, quantity, setting, source
from ibverify.ledger import Claim, Derived, Mutant, Part, Statement, near_miss

NET = any_law()
CRUDE = setting(X=source(), L=function("X"))
STEP = one_layer().setting


CLAIM = Claim(
    statement=Statement(
        says=r"For injective Borel activations, any law of $X$ and any biases: for almost every choice of the weights "
        r"$I(X;L_i) = H(X)$ for every layer, also the first, for width 1 and for infinite entropy.",
        source="Sec. 8, stronger",
    ),
    parts=[
        Part(
            says=r"One layer: if $H^2(L_i) = H^2(X)$, then $H^2(L_{i+1}) = H^2(X)$ for almost every $W_i$.",
            evidence=Derived(STEP, quantity("H2", "B"), "==", quantity("H2", "X"), one_layer),
            mutants=[
                near_miss(
                    "hypothesis",
                    "for any function in place of the layer",
                    setting(X=source(), B=function("X")),
                    quantity("H2", "B"),
                    "==",
                    quantity("H2", "X"),
                )
            ],
        ),
        Part(
            says=r"Every layer: $I(X;L) = H(X)$.",
            evidence=Derived(NET, I("X", "L"), "==", H("X"), injective_layers),
            mutants=[
                near_miss("hypothesis", "for any deterministic network", CRUDE, I("X", "L"), "==", H("X")),
                Mutant("quantifier", "for every choice of the weights", lambda: is_infinite("leaky_relu", 0)),
                Mutant("hypothesis", "for ReLU as well, which is not injective", lambda: is_infinite("relu", -1)),
                Mutant("quantifier", "the weights (1, 2) are good for all laws", lambda: keeps_two_points([1, 2])),
            ],
        ),
    ],
    note="It says nothing on I(Y;L), and nothing on activations that are not injective, as ReLU.",
)
