r"""The mean of a density on a cube lies between its infimum and its supremum there: enough for (13), and always "
r"true."""

from ibverify.examples import densities
from ibverify.ledger import Claim, Instances, Mutant, Part, Statement, check


def between(masses):
    for m in (1, 2, 3):
        for cube, low, mean, high in densities.means(masses, m):
            yield check(f"inf f <= mean, m = {m}, z = {cube}", low, "<=", mean)
            yield check(f"mean <= sup f, m = {m}, z = {cube}", mean, "<=", high)


def strictly():
    for cube, low, mean, _ in densities.means(densities.HALF, 2):
        yield check("inf f < mean", low, "<", mean, f"uniform on [0, 1/2]^2, m = 2, z = {cube}")


CLAIM = Claim(
    Statement(
        r"$\inf f_X \le m^N p_{[X]_m}(z/m) \le \sup f_X$ on each cube $\mathcal C(z/m, 1/m)$, for any bounded density.",
        source="Sec. 8, eq. (11), amended",
    ),
    parts=[
        Part(
            r"The mean lies between the least and the largest value.",
            Instances("densities that are constant on squares of side 1/2, m = 1, 2, 3", densities.drawn, between),
            [Mutant("constant", "strictly above the least", strictly)],
        )
    ],
)
