r"""The square of a continuous density of compact support is Riemann integrable, so (10) is the limit of sums.

For f = 1 - |x|    the sums of sup f^2 and of inf f^2 over the cubes differ by 2/m, so both tend to the integral, 2/3
In general         f is uniformly continuous (Heine), so the sums differ by less than any e > 0 for large m
"""

from ibverify.examples import densities
from ibverify.ledger import Cases, Claim, Instances, Mutant, Part, Statement, check


def closing():
    for m in range(1, 13):
        upper, lower = densities.darboux(densities.TENT, m, max), densities.darboux(densities.TENT, m, min)
        yield check("upper = (m + 1)(2m + 1)/(3m^2)", upper, "==", f"{(m + 1) * (2 * m + 1)}/{3 * m * m}", f"m = {m}")
        yield check("lower = (m - 1)(2m - 1)/(3m^2)", lower, "==", f"{(m - 1) * (2 * m - 1)}/{3 * m * m}", f"m = {m}")


def halved(tents):
    for m in (12, 24):
        coarse = densities.darboux(tents, m, max) - densities.darboux(tents, m, min)
        fine = densities.darboux(tents, 2 * m, max) - densities.darboux(tents, 2 * m, min)
        yield check("upper - lower at 2m <= at m", fine, "<=", coarse, f"m = {m}")
    last = densities.darboux(tents, 384, max) - densities.darboux(tents, 384, min)
    yield check("upper - lower <= 1/4 of the upper sum", last, "<=", densities.darboux(tents, 384, max) / 4, "m = 384")


def positive():
    yield check("lower > 0", densities.lower_sum_of_cantor(8), ">", 0, "f = 2 on a Cantor set of measure 1/2, m = 8")


CLAIM = Claim(
    Statement(
        r"Since $f_X$ is continuous, so is its square $f_X^2$. Since both are continuous and supported on a compact "
        r"set, they are Riemann integrable. Hence, $h^2(X) = -\log \int_{\mathcal X} f_X^2(x) dx$ exists.",
        source="Sec. 8, eq. (10)",
    ),
    parts=[
        Part(
            r"For $f_X(x) = 1 - |x|$ and every $m$: the upper sum is $\frac{(m+1)(2m+1)}{3m^2}$, the lower one "
            r"$\frac{(m-1)(2m-1)}{3m^2}$, so they differ by $2/m$ and $h^2(X) = \log 3/2$.",
            Cases(
                "f = 1 - |x|, m = 1, ..., 12",
                closing,
                because="f is monotone on each cube, so its extremes are k/m for k = 0, ..., m, and the sums of their "
                "squares have the two values for every m",
            ),
            [
                Mutant(
                    "constant",
                    "the lower sum is that of the integral, 2/3",
                    lambda: [check("lower = 2/3", densities.darboux(densities.TENT, 3, min), "==", "2/3", "m = 3")],
                )
            ],
        ),
        Part(
            r"The sums close in on each other, for sums of tents $(w - |x - c|)_+/w^2$.",
            Instances("drawn sums of three tents", densities.drawn, halved),
            [Mutant("hypothesis", "also for a density that is continuous on a compact set and 0 elsewhere", positive)],
        ),
    ],
    note="Continuous means on all of R^N, as Lemma 1 says; see s08.applied for the density of Theorem 1.",
)
