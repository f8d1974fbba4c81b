r"""The null sets of the layers combine: what each layer keeps for almost every next matrix, all keep for almost every
choice.

Rule      induction over the layers: for each good choice of the first matrices almost every next one is good, and the
set of bad choices is measurable, so null by Tonelli
"""

from ibverify.examples.layers import any_law, collision, collisions_of_layers
from ibverify.kernel import function, setting, source
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

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
                )
            ],
        )
    ],
    note="The exceptional set depends on the law of X and on the biases.",
)
