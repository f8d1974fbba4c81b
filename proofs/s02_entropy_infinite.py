r"""Entropy of what is not discrete, and differential entropy of what is not continuous.

First     I(X;X) = oo: the diagonal is null under the product of the part without atoms
Second    for an atom of mass p beside a uniform law, H([Y]_m) - log m <= h(p) - p log m, which has no lower bound
"""

from ibverify.exact import log_value, rational
from ibverify.examples import intervals
from ibverify.information import information
from ibverify.kernel import INFINITY, H, infer, setting, source
from ibverify.law.quantized import quantized
from ibverify.ledger import Claim, Derived, Instances, Mutant, Part, Statement, check, near_miss

DIFFUSE = setting(X=source("diffuse"))


def excess(mass, m):
    """H([Y]_m) - log m."""
    return information(quantized(intervals.with_an_atom(mass), m)).entropy - log_value(m)


def fall(mass):
    coin = -mass * log_value(mass) - (1 - mass) * log_value(1 - mass)
    for m in (2, 4, 16, 64):
        yield check(f"H([Y]_{m}) - log {m}", excess(mass, m), "<=", coin - mass * log_value(m))


def bounded():
    yield check("H([Y]_64) - log 64 >= -1", excess(rational("1/2"), 64), ">=", -1, "an atom of mass 1/2")


CLAIM = Claim(
    Statement(
        r"$H(X) = \infty$ whenever $X$ is not discrete and $h(Y) = -\infty$ whenever $Y$ is not continuous.",
        source="Sec. 2, after eq. (3)",
    ),
    parts=[
        Part(
            r"$H(X) = \infty$ for every law that is not discrete.",
            Derived(DIFFUSE, H("X"), "==", INFINITY, lambda: infer("not_discrete", DIFFUSE, "X")),
            [near_miss("hypothesis", "for any law", setting(X=source()), H("X"), "==", INFINITY)],
        ),
        Part(
            r"For an atom of mass $p$ and a uniform law, $H([Y]_m) - \log m \le h_2(p) - p \log m$: the limit, $h(Y)$, "
            r"is $-\infty$.",
            Instances("an atom at 0, the rest uniform on [0, 1], m up to 64", intervals.some_atoms, fall),
            [Mutant("constant", "it stays above -1", bounded)],
        ),
    ],
    note="A discrete law may have infinite entropy as well.",
)
