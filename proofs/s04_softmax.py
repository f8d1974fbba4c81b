r"""A softmax layer is no activation of Theorem 1, and its conclusion holds there for at least two neurons.

Outside   it is not applied coordinate by coordinate, and not injective: equal inputs give equal outputs
Chain     the differences z_j - z_1 are affine in the layer A before, the softmax is an injective function B of them:
          H2(B) = H2(A) = H2(X), so I(X;B) = H(B) = H(X), which is infinite unless X is discrete
"""

from ibverify.exact import Infinite, Value
from ibverify.examples import outputs
from ibverify.examples.layers import any_law, collision, collisions_of_layers, one_layer
from ibverify.kernel import H, I, calculation, function, infer, setting, source
from ibverify.kernel.lemmas import of_a_function
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

INFINITE = Value(Infinite("stated"))
LAYERS, LAST = any_law(), one_layer().setting
CRUDE = setting(X=source(), L=function("X"))
ANY = setting(X=source(), A=function("X"), Z=function("A"), B=function("Z", is_="invertible")).assuming(
    *LAST.hypotheses
)


def same_entropy():
    atoms = infer("same_atoms", LAST, "B", "X", premises=(one_layer().theorem,))
    return calculation(LAST, I("X", "B")).equals(H("B"), by=of_a_function("X", "B")).equals(H("X"), by=atoms)


def compression(relation, value, *weights):
    found = analyze(outputs.on_a_line(weights))[1].compression
    return check(f"I(X;T) {relation} {value}", found, relation, value, f"softmax of {', '.join(weights)} times X")


def two():
    yield compression("==", INFINITE, "1", "2")
    yield compression("==", Value(0), "1", "1")
    yield compression("==", Value(0), "1")


CLAIM = Claim(
    Statement(
        r"$\tilde Y$ denotes the output of the last layer of the DNN, e.g., it could be the output of the final "
        r"softmax layer. (Is it the $L_{m+1}$ of Theorem 1, with $I(X;\tilde Y) = \infty$? The theorem asks for a "
        r"scalar $\sigma$ and does not cover it; the conclusion holds for at least two neurons.)",
        source="Sec. 2 and Theorem 1",
    ),
    parts=[
        Part(
            r"$H^2(L) = H^2(X)$ for every layer before, injective activations and almost every choice of weights.",
            Derived(LAYERS, collision("L"), "==", collision("X"), collisions_of_layers),
            [near_miss("hypothesis", "for any function of X", CRUDE, collision("L"), "==", collision("X"))],
        ),
        Part(
            r"If $H^2(A) = H^2(X)$ for the layer $A$ before, $Z$ holds the differences of the inputs of the softmax, "
            r"at least one, and $B$ is its output, then $I(X;B) = H(X)$ for almost every choice of weights.",
            Derived(
                LAST,
                I("X", "B"),
                "==",
                H("X"),
                same_entropy,
                because="the differences of the rows of almost every matrix are almost every matrix of one row less",
            ),
            [near_miss("hypothesis", "for any weights", ANY, I("X", "B"), "==", H("X"))],
        ),
        Part(
            r"On $X$ uniform on $[0, 2]$, $I(X;\tilde Y)$ is infinite for two neurons with the weights 1 and 2, and 0 "
            r"for two equal weights and for one neuron.",
            Example("X uniform on [0, 2]", two),
            [
                Mutant("constant", "infinite for one neuron", lambda: [compression("==", INFINITE, "1")]),
                Mutant("quantifier", "infinite for any two", lambda: [compression("==", INFINITE, "1", "1")]),
            ],
        ),
    ],
    rests_on=["s08.beyond"],
)
