r"""Lemma 1, as the proof of Theorem 1 applies it to X_c: its steps need a density that is continuous everywhere.

Theorem 1 lets the density of X_c be continuous on a compact set alone, and 0 elsewhere.

Broken    (11): X uniform on [0, 1/2], m = 1: the mean on [0, 1) is 1, and f takes the values 2 and 0
          (10), (13): f = 2 on a compact set of measure 1/2 without an interval, [0, 1] without middle intervals of
          length 1/4, 1/16, ...: each cube has a point where f = 0, so the lower sum is 0 and U = oo, for every m
"""

from ibverify.examples import densities
from ibverify.ledger import Cases, Claim, Example, Mutant, Part, Statement, check

CANTOR = "f = 2 on a Cantor set of measure 1/2"
SHORT = "the intervals of stage m have length (2^m + 1)/2^(2m + 1) < 1/m, so no cube is in the set, for any m"


def positive(*grids):
    for m in grids:
        yield check("sum of inf f^2 / m > 0", densities.lower_sum_of_cantor(m), ">", 0, f"{CANTOR}, m = {m}")


def attained(m):
    for z, gap in densities.gap_of_step(m):
        yield check("m p(z/m) is a value of f", gap, "==", 0, f"X uniform on [0, 1/2], m = {m}, z = {z}")


CLAIM = Claim(
    Statement(
        r"Since $X = X_c$ if $Y = 0$, we can use (17), and so Lemma 1 and its proof, for $X_c$, whose PDF is "
        r"continuous on a compact set $\mathcal X$.",
        source="Sec. 8, after eq. (18)",
    ),
    parts=[
        Part(
            r"(10) $f_X^2$ is Riemann integrable: the sums of $\inf f_X^2$ tend to $\int f_X^2 > 0$.",
            Cases(f"{CANTOR}, m = 1, 2, 4, 8", lambda: positive(1, 2, 4, 8), SHORT),
            [Mutant("constant", "they are positive for m = 3", lambda: positive(3))],
        ),
        Part(
            r"(11) On every cube some value of the density is its mean there.",
            Example("X uniform on [0, 1/2]", lambda: attained(1)),
            [Mutant("constant", "for m = 3 this holds on every cube", lambda: attained(3))],
        ),
        Part(
            r"(13) The outer terms become equal as $m$ tends to infinity, so $U_{h^2,m}$ is finite from some $m$ on.",
            Cases(f"{CANTOR}, m = 1, 2, 4, 8", lambda: positive(1, 2, 4, 8), SHORT),
            [Mutant("quantifier", "it is finite for every m", lambda: positive(1))],
        ),
    ],
    amended="s08.applied-amended",
    note="The fault is not in Lemma 1, whose density is continuous on all of R^N, but in what it is applied to.",
)
