r"""The bound on I(X;L) from pairwise divergences, for normal noise: an upper bound, attained only for equal means.

Proof     with u_j = log p_j/p_i: I(X;L) = -E_i E log sum_j c_j e^(u_j) <= -E_i log sum_j c_j e^(E u_j), as log-sum-exp
          is convex; strictly so but along (1, ..., 1), and u_j = u_i = 0 almost surely for equal means only
Limit     from below the same with a quarter of the divergences; both meet where means are far apart or equal
Sample    the bound from n points is at most log n: it is that of the law on these points
"""

from ibverify.estimators.pairwise import enclosed_bounds
from ibverify.exact import Value, log_value, rational
from ibverify.examples import clusters
from ibverify.ledger import Cases, Claim, Example, Mutant, Part, Statement, check

FAR = [(rational(8 * k), rational("1/4")) for k in range(4)]


def true(cluster):
    return clusters.information([cluster])[0]


def upper(side=1, relation="<"):
    for name, cluster in clusters.MIXTURES.items():
        yield check(f"I(X;L) {relation} the bound", true(cluster), relation, clusters.bounds(cluster)[side], name)


def square(relation="<"):
    """Independent coordinates: both sides of a line, twice."""
    means = [[rational(a), rational(b)] for a in (0, 1) for b in (0, 1)]
    _, bound = enclosed_bounds(means, clusters.NOISE**2)
    on = "the corners of a square of side 1"
    yield check(f"I(X;L) {relation} the bound", true(clusters.MIXTURES[clusters.PAIR]) * 2, relation, bound, on)


def equal(places=(1, 1, 1), relation="=="):
    cluster = [(x, rational("1/3")) for x in places]
    at = f"three points at {', '.join(map(str, places))}"
    yield check(f"I(X;L) {relation} the bound", true(cluster), relation, clusters.bounds(cluster)[1], at)


def meet(distances=((4, "7/50"), (8, "1/1000"), (16, "1/10000000000000"))):
    for distance, most in distances:
        pair = [(0, "1/2"), (distance, "1/2")]
        below, above = clusters.bounds(pair)
        yield check("the bound from below <= I(X;L)", below, "<=", true(pair), f"distance {distance}")
        yield check("both differ by less", above - below, "<", Value(most), f"distance {distance}")


def drawn(factor="1/2", relation="<"):
    for name, cluster in clusters.MIXTURES.items():
        [near] = clusters.drawn_together([cluster], factor)
        one, other = clusters.bounds(cluster)[1], clusters.bounds(near)[1]
        yield check(f"the bound, drawn together, is {relation} that before", other, relation, one, f"{name}, {factor}")


def sample(n=2, relation="<"):
    points = [(x, rational(1) / n) for x, _ in FAR[:n]]
    found = clusters.bounds(points)[1]
    yield check("the bound from n points <= log n", found, "<=", log_value(n), f"{n} of four places")
    yield check(f"the bound {relation} I(X;L) of the law", found, relation, true(FAR), f"{n} of four places")


CLAIM = Claim(
    Statement(
        r"Rather than replacing the compression term by a variational bound as in [6], [5] propose a non-parametric "
        r"bound. (Read: for normal noise of deviation s and X on finitely many points with means $\mu_i$ and masses "
        r"$c_i$, $I(X;L) \le -\sum_i c_i \log \sum_j c_j e^{-|\mu_i - \mu_j|^2/(2 s^2)}$.)",
        source="Sec. 6, on [5]",
    ),
    parts=[
        Part(
            r"It is an upper bound, in any dimension, and it is larger than $I(X;L)$ unless all means are equal.",
            Cases(
                "three mixtures on a line, the corners of a square",
                lambda: [*upper(), *square()],
                because="Jensen's inequality for log-sum-exp, which is strictly convex but along (1, ..., 1), at "
                "log p_j/p_i under p_i, whose mean is the divergence; these are constant for equal means only",
            ),
            [
                Mutant("direction", "a bound from below", lambda: upper(relation=">")),
                Mutant("constant", "with 8 in place of 2, Bhattacharyya for Kullback", lambda: upper(0)),
            ],
        ),
        Part(
            r"If all means are equal, it is attained: both are 0.",
            Cases("three equal means", equal, because="the sum over j is 1"),
            [Mutant("hypothesis", "if two of three are equal too", lambda: equal((1, 1, 3)))],
        ),
        Part(
            r"It is tight in the limit of means far apart: for two of equal mass at the distance d it exceeds $I(X;L)$ "
            r"by no more than $\log(1 + e^{-d^2/8}) - \log(1 + e^{-d^2/2})$, for s = 1.",
            Cases(
                "distances 4, 8, 16",
                meet,
                because="with d^2/8 in place of d^2/2 it is a bound from below, by Jensen's inequality as well",
            ),
            [Mutant("constant", "by less than 1/1000 at d = 4", lambda: meet(((4, "1/1000"),)))],
        ),
        Part(
            r"It falls when points are drawn together, and so favours dense clusters, also of points of all classes.",
            Cases(
                "three mixtures, t = 1/2",
                drawn,
                because="it is increasing in every distance, and does not see classes",
            ),
            [Mutant("direction", "it rises", lambda: drawn(relation=">"))],
        ),
        Part(
            r"Computed on a sample of n points it is at most $\log n$: no bound on $I(X;L)$ under the law of X.",
            Example("X uniform on four places at distances of 8, a sample of two", sample),
            [Mutant("subject", "on all four places it is below as well", lambda: sample(4))],
        ),
    ],
    note="The formula is that of Kolchinsky and Tracey (2017), which [5] uses; Jensen's inequality proves it.",
)
