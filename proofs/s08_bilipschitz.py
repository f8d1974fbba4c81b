r"""A continuously differentiable activation with positive derivative is bi-Lipschitz on compact intervals.

In general    on a compact interval the derivative has a least value c > 0 and a largest one C, so c |x - y| <=
              |sigma(x) - sigma(y)| <= C |x - y| by the mean value theorem: in each coordinate, hence for vectors
Exactly       for sigma(x) = x/(1 + |x|), with derivative 1/(1 + |x|)^2: c = 1/(1 + r)^2 and C = 1 on [-r, r]
Needed        a derivative that is nowhere 0, not that of x^3; a bounded interval, not all of R
"""

from ibverify.exact import rational
from ibverify.examples import slopes
from ibverify.ledger import Claim, Instances, Mutant, Part, Statement, check


def distances(points):
    r, pairs = points
    for a, b in pairs:
        found = slopes.factor(slopes.SIGMA, a, b)
        yield check("1/(1 + r)^2 |a - b| <= |sigma(a) - sigma(b)|", f"1/{(1 + r) ** 2}", "<=", found, f"{a}, {b}")
        yield check("|sigma(a) - sigma(b)| <= |a - b|", found, "<=", 1, f"{a}, {b}")


def at_least(sigma, high, low, least, name):
    found = slopes.factor(sigma, [rational(high)], [rational(low)])
    yield check(f"|sigma(x) - sigma(y)| >= {least} |x - y|", found, ">=", least, f"{name}, x = {high}, y = {low}")


CLAIM = Claim(
    Statement(
        r"Suppose $\sigma$ is continuously differentiable with strictly positive derivative. Then $\sigma$ is "
        r"bi-Lipschitz on a compact interval, hence so is the function mapping $\mathbf W_i^T L_i + b_{i+1}$ to "
        r"$L_{i+1}$.",
        source="Sec. 8, after eq. (14)",
    ),
    parts=[
        Part(
            r"For $\sigma(x) = x/(1 + |x|)$ in each coordinate, on $[-r, r]^2$ and in the maximum norm: $\frac{|a - "
            r"b|}{(1 + r)^2} \le |\sigma(a) - \sigma(b)| \le |a - b|$.",
            Instances("drawn pairs of points, r = 1, 2, 5", slopes.drawn, distances),
            [
                Mutant(
                    "hypothesis",
                    "for the derivative 0 at one point, with the constant 1/4",
                    lambda: at_least(slopes.cube, "1/10", "0", "1/4", "x^3"),
                ),
                Mutant(
                    "hypothesis",
                    "on all of R, with the constant 1/4",
                    lambda: at_least(slopes.SIGMA, 100, "0", "1/4", "x/(1 + |x|)"),
                ),
                Mutant(
                    "constant",
                    "the distances are kept",
                    lambda: at_least(slopes.SIGMA, 1, "0", 1, "x/(1 + |x|)"),
                ),
            ],
        )
    ],
    note="The constants depend on the interval: for x^3 the factor between 1/n and 0 is 1/n^2, for x/(1 + |x|) that "
    "between n and 0 is 1/(1 + n), so no constant will do.",
)
