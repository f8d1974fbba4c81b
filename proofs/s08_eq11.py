r"""The mean value theorem on every cube, for a density that is continuous on all of R^N.

For f = 1 - |x|    f is affine on each cube, so its mean is its value at the center
In general         the mean lies between the extremes, and a continuous f takes each value between them
"""

from ibverify.examples import densities
from ibverify.ledger import Cases, Claim, Instances, Mutant, Part, Statement, check


def centers():
    law = densities.law_of(densities.TENT)
    for m in range(1, 9):
        for z, mass in densities.masses(law, m).items():
            yield check(
                "m p(z/m) = f(t), t = (z + 1/2)/m",
                m * mass,
                "==",
                densities.at_center(densities.TENT, z, m),
                f"m = {m}, z = {z}",
            )


def attained(tents):
    law = densities.law_of(tents)
    for m in (1, 2, 3):
        for z, mass in densities.masses(law, m).items():
            extremes = densities.values(tents, z, m)
            yield check("inf f <= m p(z/m)", min(extremes), "<=", m * mass, f"m = {m}, z = {z}")
            yield check("m p(z/m) <= sup f", m * mass, "<=", max(extremes), f"m = {m}, z = {z}")


def on_a_compact_set():
    for z, gap in densities.gap_of_step(1):
        yield check("m p(z/m) is a value of f", gap, "==", 0, f"X uniform on [0, 1/2], m = 1, z = {z}")


def everywhere():
    corner = min(densities.values(densities.TENT, 0, 1))
    yield check(
        "m p(z/m) = f(t)",
        densities.masses(densities.law_of(densities.TENT), 1)[0],
        "==",
        corner,
        "f = 1 - |x|, m = 1, z = 0, t = 1",
    )


CLAIM = Claim(
    Statement(
        r"By the mean value theorem we can find $t_z \in \mathcal C(z/m, 1/m)$ such that $p_{[X]_m}(z/m) = \frac1{m^N} "
        r"f_X(t_z)$, and so $H^2([X]_m) = -\log \sum_z m^{-2N} f_X^2(t_z)$, for a PDF $f_X$ that is continuous "
        r"and supported on a compact set.",
        source="Sec. 8, eqs. (11), (12)",
    ),
    parts=[
        Part(
            r"For $f_X(x) = 1 - |x|$ and every $m$: $t_z = (z + \frac12)/m$.",
            Cases(
                "f = 1 - |x|, m = 1, ..., 8",
                centers,
                because="f bends at -1, 0 and 1 only, which are corners of cubes for every m, and the mean of an "
                "affine function on an interval is its value at the center",
            ),
            [Mutant("quantifier", "any t in the cube will do", everywhere)],
        ),
        Part(
            r"The mean of $f_X$ on each cube lies between its least and its largest value there, for sums of tents.",
            Instances("drawn sums of three tents, m = 1, 2, 3", densities.drawn, attained),
            [
                Mutant(
                    "hypothesis",
                    "the mean is a value of a density that is continuous on a compact set and 0 elsewhere",
                    on_a_compact_set,
                )
            ],
        ),
    ],
    note="Continuous means on all of R^N; see s08.applied for the density of Theorem 1. A cube is not closed: where f "
    "is not constant on it, the mean is strictly between the bounds, and a value of f inside.",
)
