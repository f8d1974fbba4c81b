r"""A softmax layer is no activation of Theorem 1: it is not applied coordinate by coordinate, and not injective.

Broken    one output neuron: its softmax is 1 whatever the weights, so I(X;T) = 0
Common    with two neurons and equal weights the output is constant too, but such weights are a null set
"""

from ibverify.exact import Infinite, Value
from ibverify.examples import outputs
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check
from ibverify.study.analyze import analyze

INFINITE = Value(Infinite("stated"))


def compression(*weights):
    found = analyze(outputs.on_a_line(weights))[1].compression
    yield check("I(X;T) = oo", found, "==", INFINITE, f"softmax of {', '.join(weights)} times X")


CLAIM = Claim(
    Statement(
        r"$\tilde Y$ denotes the output of the last layer of the DNN, e.g., it could be the output of the final "
        r"softmax layer; Theorem 1 holds for $L_{m+1} = \tilde Y$, so $I(X;\tilde Y) = \infty$ for almost every choice "
        r"of weights.",
        source="Sec. 2 and Theorem 1",
    ),
    parts=[
        Part(
            r"With a softmax layer of any width, $I(X;\tilde Y) = \infty$ for almost every choice of weights: here at "
            r"the weight 1 of a single neuron, as at every other.",
            Example("X uniform on [0, 2], one output neuron", lambda: compression("1")),
            [Mutant("constant", "two neurons with equal weights have it", lambda: compression("1", "1"))],
        )
    ],
    amended="s04.softmax-amended",
)
