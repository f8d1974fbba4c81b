r"""The sandwich of Darboux sums, exactly: for given m, and densities that are constant on squares.

For p = P([X]_m = z/m), inf f <= m^N p <= sup f on each cube; so -log of the sums with sup, p, inf increase. On a grid
that refines the squares all three are equal: H2([X]_m) - N log m is the differential entropy of order 2 at once.
"""

from ibverify.examples import densities
from ibverify.ledger import Claim, Instances, Mutant, Part, Statement, check


def sandwich(masses):
    for m in (1, 2, 3, 5):
        middle = densities.excess(masses, m)
        yield check(f"L <= H2([X]_{m}) - 2 log {m}", densities.darboux(masses, m, max), "<=", middle)
        yield check(f"H2([X]_{m}) - 2 log {m} <= U", middle, "<=", densities.darboux(masses, m, min))


def settled(masses):
    for m in (4, 6):
        middle = densities.excess(masses, m)
        yield check(f"H2([X]_{m}) - 2 log {m} = L", middle, "==", densities.darboux(masses, m, max))
        yield check(f"H2([X]_{m}) - 2 log {m} = U", middle, "==", densities.darboux(masses, m, min))


def third(relation):
    middle, lower = densities.excess(densities.UNEVEN, 3), densities.darboux(densities.UNEVEN, 3, max)
    yield check(f"H2([X]_3) - 2 log 3 {relation} L", middle, relation, lower, "two squares, m = 3")


CLAIM = Claim(
    Statement(
        r"$L_{h^2,m} \le H^2([X]_m) - N \log m \le U_{h^2,m}$ with the upper and lower Darboux sums of $f_X^2$, and "
        r"the outer terms become equal as $m$ tends to infinity.",
        source="Sec. 8, eq. (13)",
    ),
    parts=[
        Part(
            r"The sandwich, for densities that are constant on squares of side 1/2.",
            Instances("drawn masses on 16 squares, m = 1, 2, 3, 5", densities.drawn, sandwich),
            [Mutant("direction", "the lower sum bounds from above", lambda: third("<="))],
        ),
        Part(
            r"On the grids of side 1/4 and 1/6 all three are equal.",
            Instances("drawn masses on 16 squares", densities.drawn, settled),
            [Mutant("constant", "so they are on the grid of side 1/3", lambda: third("=="))],
        ),
    ],
)
