r"""The dimension after a linear map, for almost every one: cited, with what has to be said beside it.

The minimum with |L_i| is there already: d2(L_i) <= |L_i|. The dimensions are lower limits here; where the limit (9)
exists for L_i, the cited theorem says that it does for the image.
"""

from ibverify.examples.layers import NEXT, after_weights, dimension
from ibverify.kernel import affine, minimum, quantity, setting, source
from ibverify.ledger import Claim, Derived, Part, Statement, near_miss

SMALLER = minimum(quantity("width", "Z"), dimension("A"))

CLAIM = Claim(
    statement=Statement(
        says=r"If $L_i$ has compact support, $d^2(\mathbf W_i^T L_i) = \min\{|L_i|, |L_{i+1}|, d^2(L_i)\}$ for almost "
        r"every $\mathbf W_i$.",
        source="Sec. 8, eq. (14)",
    ),
    parts=[
        Part(
            says=r"$d^2(\mathbf W^T A + b) = \min\{|Z|, d^2(A)\}$, $Z = \mathbf W^T A + b$.",
            evidence=Derived(NEXT, dimension("Z"), "==", SMALLER, after_weights),
            mutants=[
                near_miss(
                    "constant",
                    "the dimension is the width",
                    setting(X=source(), Z=affine("X")),
                    dimension("Z"),
                    "==",
                    quantity("width", "Z"),
                ),
            ],
        )
    ],
)
