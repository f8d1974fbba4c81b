r"""The dimension after a layer: an activation that is bi-Lipschitz on compact sets changes nothing."""

from ibverify.examples.layers import NEXT, after_layer, dimension
from ibverify.kernel import affine, function, minimum, quantity, setting, source
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SMALLER = minimum(quantity("width", "Z"), dimension("A"))

CLAIM = Claim(
    statement=Statement(
        says=r"Since bi-Lipschitz mappings do not affect correlation dimension, $d^2(L_{i+1}) = \min\{|L_i|, "
        r"|L_{i+1}|, d^2(L_i)\}$.",
        source="Sec. 8, eq. (15)",
    ),
    parts=[
        Part(
            says=r"$d^2(B) = \min\{|Z|, d^2(A)\}$ for $B = \sigma(Z)$, $Z = \mathbf W^T A + b$, almost every $\mathbf "
            r"W$.",
            evidence=Derived(NEXT, dimension("B"), "==", SMALLER, after_layer),
            mutants=[
                near_miss(
                    "constant",
                    "the dimension is the width",
                    setting(X=source(), Z=affine("X"), B=function("Z", is_="bilipschitz")),
                    dimension("B"),
                    "==",
                    quantity("width", "Z"),
                )
            ],
        )
    ],
    rests_on=["s08.eq14"],
)
