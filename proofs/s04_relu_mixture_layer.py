r"""The sentence on the output of a ReLU, read of a layer L of several neurons, as its context suggests.

Broken    X uniform on [-1, 1]^2, two neurons of weights (1, 0) and (0, 1): where one of them is inactive, L lies on an
          axis, which is neither a point nor of positive area.
"""

from ibverify.examples import relu
from ibverify.information import information
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check

SQUARE = [(-1, 1), (-1, 1)]
WHERE = "X uniform on [-1, 1]^2, W the unit matrix"


def mass(rank, sides, weight, bias):
    return information(relu.output(sides, (weight, bias))).dimensions.get(rank, 0)


def nothing_else(bias=0):
    yield check(
        "mass of the rest = 0", mass(1, SQUARE, [[1, 0], [0, 1]], (bias, bias)), "==", 0, f"{WHERE}, b = {bias}"
    )


def continuous_part():
    yield check(
        "mass of the continuous part > 0", mass(2, [(-1, 1)], [[1], [2]], (1, 1)), ">", 0, "L = relu(X + 1, 2 X + 1)"
    )


CLAIM = Claim(
    Statement(
        r"I(X;L) becomes infinite if L has a continuous distribution. This assumption is often not satisfied: For "
        r"example, the output of a ReLU activation function is, in general, the mixture of a continuous and a discrete "
        r"distribution. (Read: the output L of a layer.)",
        source="Sec. 4.1",
    ),
    parts=[
        Part(
            r"If X has a density on $\mathbb R^2$ and W is invertible, $L = \max(WX + b, 0) \in \mathbb R^2$ has a "
            r"discrete part, a part with a density on $\mathbb R^2$, and nothing else.",
            Example(f"{WHERE}, b = 0", nothing_else),
            [
                Mutant("hypothesis", "with positive biases there is nothing else", lambda: nothing_else("1/2")),
                Mutant("subject", "two neurons on one input have a part with a density", continuous_part),
            ],
        )
    ],
    amended="s04.relu-mixture-layer-amended",
)
