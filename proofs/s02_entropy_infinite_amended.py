r"""Differential entropy of a law with an atom: minus infinity if the integer part has finite entropy.

Chain     H([Y]_m) = H(floor Y) + H([Y]_m | floor Y) <= H(floor Y) + log m
Atom      of mass p: H([Y]_m) <= h_2(p) + (1 - p) (H(floor Y | no atom) + log m)
"""

from ibverify.exact import log_value, rational
from ibverify.examples import intervals
from ibverify.information import information
from ibverify.kernel import INFINITY, H, I, calculation, function, infer, log_cardinality, setting, source
from ibverify.kernel.lemmas import at_most_entropy, entropy_of_all, of_a_function
from ibverify.kernel.reasons import cardinality, chain
from ibverify.law.quantized import quantized
from ibverify.ledger import Cases, Claim, Derived, Mutant, Part, Statement, check, near_miss

DIFFUSE = setting(X=source("diffuse"))
# [Y]_m is Q, the integer part K and which of its m cells, J
CELLS = setting(Y=source(), K=function("Y"), J=function("Y", is_="finite"), Q=function("K", "J", is_="invertible"))
BOTH, BOUND = ["K", "J"], H("K") + log_cardinality("J")


def excess_bound():
    return (
        calculation(CELLS, H("Q"))
        .equals(I(BOTH, "Q"), by=of_a_function(BOTH, "Q"))
        .at_most(H(BOTH), by=at_most_entropy("Q", BOTH))
        .equals(I(BOTH, "K") + I(BOTH, "J", "K"), by=chain(BOTH, "K", "J"))
        .equals(H("K") + I(BOTH, "J", "K"), by=entropy_of_all("K", BOTH))
        .equals(H("K") + H("J", "K"), by=entropy_of_all("J", BOTH, "K"))
        .at_most(BOUND, by=cardinality("J", "K"))
    )


def excess(mass, m):
    """H([Y]_m) - log m."""
    return information(quantized(intervals.with_an_atom(mass), m)).entropy - log_value(m)


def fall():
    for mass in intervals.MASSES:
        coin = -mass * log_value(mass) - (1 - mass) * log_value(1 - mass)
        for m in (2, 4, 16, 64):
            where = f"an atom of mass {mass} at 0, the rest uniform on [0, 1], m = {m}"
            yield check(
                "H([Y]_m) - log m <= h_2(p) - p log m", excess(mass, m), "<=", coin - mass * log_value(m), where
            )


def bounded():
    yield check("H([Y]_64) - log 64 >= -1", excess(rational("1/2"), 64), ">=", -1, "an atom of mass 1/2")


CLAIM = Claim(
    Statement(
        r"$H(X) = \infty$ whenever $X$ is not discrete. If $H(\lfloor Y \rfloor) < \infty$, then $H([Y]_m) - \log m "
        r"\le H(\lfloor Y \rfloor)$, and the limit $h(Y)$ is $-\infty$ whenever $Y$ has an atom.",
        source="Sec. 2, after eq. (3), amended",
    ),
    parts=[
        Part(
            r"$H(X) = \infty$ for every law that is not discrete.",
            Derived(DIFFUSE, H("X"), "==", INFINITY, lambda: infer("not_discrete", DIFFUSE, "X")),
            [near_miss("hypothesis", "for any law", setting(X=source()), H("X"), "==", INFINITY)],
        ),
        Part(
            r"$H([Y]_m) \le H(\lfloor Y \rfloor) + \log m$, by the integer part and the cell in it.",
            Derived(CELLS, H("Q"), "<=", BOUND, excess_bound),
            [near_miss("constant", "without the integer part", CELLS, H("Q"), "<=", log_cardinality("J"))],
        ),
        Part(
            r"If $Y$ has an atom of mass $p$ and $H(\lfloor Y \rfloor) < \infty$, then $H([Y]_m) - \log m$ is at most "
            r"a finite constant less $p \log m$, so $h(Y) = -\infty$; on $[0, 1)$ the constant is $h_2(p)$.",
            Cases(
                "an atom at 0 and a uniform law",
                fall,
                because="H([Y]_m) <= h_2(p) + (1 - p) H([Y]_m | no atom), and the last is at most "
                "H(floor Y | no atom) + log m by the second part, which is finite",
            ),
            [Mutant("constant", "it stays above -1", bounded)],
        ),
    ],
    note="A law without atoms that has no density needs lower semicontinuity of divergence; it is not judged here.",
)
