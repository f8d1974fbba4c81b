r"""The information dimension of every layer is at least the least width on the way, so at least 1."""

from ibverify.examples.counterexamples import fills_its_space
from ibverify.examples.dimensions import LAYERS
from ibverify.examples.layers import SMOOTH, dimension, dimension_of_layers, information_dimension, least
from ibverify.kernel import ONE, calculation, network, quantity, setting, source
from ibverify.kernel.reasons import order
from ibverify.ledger import Claim, Derived, Mutant, Part, Statement, near_miss

ANY = setting(X=source(), L=network("X", "bilipschitz"))


def bound():
    start = calculation(SMOOTH, quantity("d", "L")).at_least(dimension("L"), by=order("L"))
    return start.equals(least("L"), by=dimension_of_layers(), because="(16)")


CLAIM = Claim(
    statement=Statement(
        says=r"Correlation dimension bounds information dimension from below. Hence, $d(L_{i+1}) \ge \min_j |L_j|$, "
        r"i.e., the information dimension of the output is positive.",
        source="Sec. 8, eq. (17)",
    ),
    parts=[
        Part(
            says=r"$d(L) \ge \min_j |L_j|$.",
            evidence=Derived(SMOOTH, quantity("d", "L"), ">=", least("L"), bound),
            mutants=[
                near_miss("hypothesis", "for any law of X", ANY, quantity("d", "L"), ">=", least("L")),
                Mutant("constant", "at least the width of the layer", lambda: fills_its_space(2, 1, 2)),
            ],
            estimates=LAYERS,
        ),
        Part(
            says=r"$d(L) \ge 1$.",
            evidence=Derived(SMOOTH, quantity("d", "L"), ">=", ONE, information_dimension),
            mutants=[near_miss("hypothesis", "for any law of X", ANY, quantity("d", "L"), ">=", ONE)],
        ),
    ],
    rests_on=["s08.eq16"],
)
