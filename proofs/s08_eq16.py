r"""The dimension of every layer is the least width on the way to it, by induction over the layers; the limit exists.

Base      d2(X) = |X|, Lemma 1
Step      d2(B) = d2(Z) = min(|Z|, d2(A)) = min(|Z|, least(A)) = least(B), and B has compact support where A has
Limit     for the upper dimension, at most |X| of X, and at most min(|Z|, upper(A)) of B, as a Lipschitz map
"""

from ibverify.examples.counterexamples import fills_its_space
from ibverify.examples.dimensions import LAYERS
from ibverify.examples.layers import SMOOTH, dimension, dimension_of_layers, least, limit_of_layers, upper
from ibverify.kernel import network, setting, source
from ibverify.ledger import Claim, Derived, Mutant, Part, Statement, near_miss

ANY = setting(X=source(), L=network("X", "bilipschitz"))

CLAIM = Claim(
    statement=Statement(
        says=r"$d^2(L_{i+1}) = \min_{j=0,\dots,i+1} |L_j|$ for almost every choice of the weights.",
        source="Sec. 8, eq. (16)",
    ),
    parts=[
        Part(
            says=r"The lower limit in (9) of a layer $L$ is the least width on the way to it, for $X$ with a square "
            r"integrable density on a compact set.",
            evidence=Derived(SMOOTH, dimension("L"), "==", least("L"), dimension_of_layers),
            mutants=[
                near_miss("hypothesis", "for any law of X", ANY, dimension("L"), "==", least("L")),
                Mutant("constant", "its own width", lambda: fills_its_space(2, 1, 2)),
            ],
            estimates=LAYERS,
        ),
        Part(
            says=r"So is the upper one: the limit exists.",
            evidence=Derived(SMOOTH, upper("L"), "==", least("L"), limit_of_layers),
            mutants=[near_miss("hypothesis", "for any law of X", ANY, upper("L"), "==", least("L"))],
        ),
    ],
    rests_on=["s08.eq15", "s08.lemma1"],
)
