r"""The dimension after a linear map, for almost every one: cited, with what has to be said beside it.

Lower     d2(Z) = min(|Z|, d2(A)) is cited, and proved for lower limits; |A| may stand in the minimum, as d2(Z) is at
          most the upper dimension of A, and that at most |A|
Limit     the upper dimension of Z is at most |Z| and that of A: if both limits agree for A, they do for Z
"""

from ibverify.examples.counterexamples import fills_its_space
from ibverify.examples.dimensions import MATRICES
from ibverify.examples.layers import BOUNDED, LIMIT, PRINTED, after_layer, dimension, limit_after_layer, upper, width
from ibverify.kernel import affine, setting, source
from ibverify.ledger import Claim, Derived, Mutant, Part, Statement, near_miss

ANY = setting(X=source(), Z=affine("X"))

CLAIM = Claim(
    statement=Statement(
        says=r"If $L_i$ has compact support, $d^2(\mathbf W_i^T L_i) = \min\{|L_i|, |L_{i+1}|, d^2(L_i)\}$ for almost "
        r"every $\mathbf W_i$.",
        source="Sec. 8, eq. (14)",
    ),
    parts=[
        Part(
            says=r"For the lower limits in (9), whatever the law of $A$, $Z = \mathbf W^T A + b$: $d^2(Z) = \min\{|A|, "
            r"|Z|, d^2(A)\}$.",
            evidence=Derived(BOUNDED, dimension("Z"), "==", PRINTED, lambda: after_layer(BOUNDED, "Z")),
            mutants=[
                Mutant("constant", "the dimension is the width", lambda: fills_its_space(1, 2)),
                near_miss("constant", "of an atom, too", ANY, dimension("Z"), "==", width("Z")),
            ],
            estimates=MATRICES,
        ),
        Part(
            says=r"If the limit (9) exists for $A$, it exists for $Z$, and is this minimum.",
            evidence=Derived(LIMIT, upper("Z"), "==", PRINTED, lambda: limit_after_layer("Z")),
            mutants=[near_miss("constant", "it is the width", ANY, upper("Z"), "==", width("Z"))],
        ),
    ],
)
