r"""The null sets of the layers combine: what each layer keeps for almost every next matrix, all keep for almost every
choice.

Rule      induction over the layers: for each good choice of the first matrices almost every next one is good, and the
set of bad choices is measurable, so null by Tonelli
"""

from ibverify.examples.counterexamples import is_infinite, keeps_two_points
from ibverify.examples.layers import any_law, collision, collisions_of_layers
from ibverify.kernel import function, setting, source
from ibverify.ledger import Claim, Derived, Mutant, Part, Statement, near_miss

CLAIM = Claim(
    Statement(
        r"We can thus apply this argument recursively, for almost every choice of the weight matrices at once.",
        source="Sec. 8, after eq. (15)",
    ),
    parts=[
        Part(
            r"$H^2(L) = H^2(X)$ for every layer $L$ and almost every $(\mathbf W_0, \dots, \mathbf W_i)$, injective "
            r"activations.",
            Derived(any_law(), collision("L"), "==", collision("X"), collisions_of_layers),
            [
                near_miss(
                    "hypothesis",
                    "for any functions in place of the layers",
                    setting(X=source(), L=function("X")),
                    collision("L"),
                    "==",
                    collision("X"),
                ),
                Mutant("quantifier", "every choice is good", lambda: is_infinite("leaky_relu", 0)),
                Mutant("quantifier", "the weights (1, 2) are good for all laws", lambda: keeps_two_points([1, 2])),
            ],
        )
    ],
    note="The exceptional set depends on the law of X and on the biases: for each matrix to a narrower layer there are "
    "two points that it merges.",
)
