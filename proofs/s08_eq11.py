r"""The mean value theorem on every cube: it asks for continuity on the whole cube, not on the support alone.

Broken    X uniform on [0, 1/2]^2, whose density 4 is continuous on that compact set: on the cube [0, 1)^2 the mean is
1, and the density takes the values 4 and 0 only
"""

from ibverify.examples import densities
from ibverify.ledger import Claim, Example, Mutant, Part, Statement, check

SAYS = "m^N P([X]_m = z/m) is a value of f on the cube"


def attained(m):
    for cube, gap in densities.from_values(densities.HALF, m):
        yield check(SAYS, gap, "==", 0, f"uniform on [0, 1/2]^2, m = {m}, z = {cube}")


CLAIM = Claim(
    Statement(
        r"By the mean value theorem we can find $t_z \in \mathcal C(z/m, 1/m)$ such that $p_{[X]_m}(z/m) = \frac1{m^N} "
        r"f_X(t_z)$, for a density that is continuous on a compact set and 0 elsewhere.",
        source="Sec. 8, eq. (11)",
    ),
    parts=[
        Part(
            r"On every cube some value of the density is its mean there.",
            Example("X uniform on [0, 1/2]^2, m = 1", lambda: attained(1)),
            [Mutant("constant", "for m = 3 this holds on every cube", lambda: attained(3))],
        )
    ],
    amended="s08.eq11-amended",
    note="For a density that is continuous on all of R^N it holds; Theorem 1 asks for less. Lemma 1 holds all the "
    "same.",
)
