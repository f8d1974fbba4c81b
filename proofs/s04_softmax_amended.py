r"""A softmax layer of at least two neurons: its output is an injective function of the differences of its inputs.

Chain     the differences z_j - z_1 are an affine map of the layer before, of almost every choice of weights when W is;
          the softmax is an injective function of them. So I(X;T) = H(X) as at any injective layer.
"""

from ibverify.exact import Infinite, Value
from ibverify.examples import outputs
from ibverify.examples.layers import any_law, injective_layers
from ibverify.kernel import H, I, function, setting, source
from ibverify.ledger import Claim, Derived, Example, Mutant, Part, Statement, check, near_miss
from ibverify.study.analyze import analyze

NET = any_law()
CRUDE = setting(X=source(), L=function("X"))


def two():
    found = analyze(outputs.on_a_line(("1", "2")))[1]
    yield check("I(X;T) = oo", found.compression, "==", Value(Infinite("stated")))
    yield check("I(Y;T) = log 2", found.precision, "==", "log(2)")


def one():
    yield check("I(Y;T) = log 2", analyze(outputs.on_a_line(("1",)))[1].precision, "==", "log(2)", "one neuron")


CLAIM = Claim(
    Statement(
        r"For a softmax layer of at least two neurons behind layers with injective activations, and $X$ of any law, "
        r"$I(X;\tilde Y) = H(X)$ for almost every choice of weights.",
        source="Sec. 4.1, Theorem 1, amended",
    ),
    parts=[
        Part(
            r"$I(X;L) = H(X)$ for every layer, the differences of the softmax layer's inputs among them.",
            Derived(NET, I("X", "L"), "==", H("X"), injective_layers),
            [near_miss("hypothesis", "for any function of X", CRUDE, I("X", "L"), "==", H("X"))],
        ),
        Part(
            r"With the weights 1 and 2 on a line: $I(X;\tilde Y) = \infty$ and $I(Y;\tilde Y) = \log 2$.",
            Example("X uniform on [0, 2], two output neurons", two),
            [Mutant("constant", "one neuron does", one)],
        ),
    ],
    rests_on=["s08.beyond"],
)
