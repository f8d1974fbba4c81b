r"""The dimension after a layer: an activation that is bi-Lipschitz on compact sets changes nothing."""

from ibverify.examples.counterexamples import fills_its_space
from ibverify.examples.dimensions import ACTIVATIONS
from ibverify.examples.layers import BOUNDED, LIMIT, PRINTED, after_layer, dimension, limit_after_layer, upper, width
from ibverify.kernel import affine, function, setting, source
from ibverify.ledger import Claim, Derived, Mutant, Part, Statement, near_miss

ANY = setting(X=source(), Z=affine("X"), B=function("Z", is_="bilipschitz"))

CLAIM = Claim(
    statement=Statement(
        says=r"Since bi-Lipschitz mappings do not affect correlation dimension, $d^2(L_{i+1}) = \min\{|L_i|, "
        r"|L_{i+1}|, d^2(L_i)\}$.",
        source="Sec. 8, eq. (15)",
    ),
    parts=[
        Part(
            says=r"For the lower limits in (9), $B = \sigma(Z)$, $Z = \mathbf W^T A + b$, almost every $\mathbf W$: "
            r"$d^2(B) = \min\{|A|, |Z|, d^2(A)\}$.",
            evidence=Derived(BOUNDED, dimension("B"), "==", PRINTED, lambda: after_layer(BOUNDED, "B")),
            mutants=[
                Mutant("constant", "the dimension is the width", lambda: fills_its_space(1, 2)),
                near_miss("constant", "of an atom, too", ANY, dimension("B"), "==", width("Z")),
            ],
            estimates=ACTIVATIONS,
        ),
        Part(
            says=r"If the limit (9) exists for $A$, it exists for $B$, and is this minimum.",
            evidence=Derived(LIMIT, upper("B"), "==", PRINTED, lambda: limit_after_layer("B")),
            mutants=[near_miss("constant", "it is the width", ANY, upper("B"), "==", width("Z"))],
        ),
    ],
    rests_on=["s08.eq14"],
)
